package dev.wheelsweep.spark.cli.start;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.query.EmbeddedDataset;
import dev.wheelsweep.spark.query.NeedsMemoryException;
import dev.wheelsweep.spark.query.NotEmbeddedException;
import dev.wheelsweep.spark.query.SweptDataset;
import dev.wheelsweep.spark.query.WrongSqlException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A dataset that a command asks: DuckDB inside this process reads one in a local folder, unless the command line has settings
 * for Spark. Spark reads all others, and those that DuckDB cannot read.
 *
 * @param verb what the command does with it, for error messages
 * @param written the file that {@link SweptDataset#write} is asked to write; empty if it is not asked
 */
public record QueriedDataset(DatasetLocation location, SparkOptions options, String verb, Optional<Path> written) {
    private static final String RECORDS = "sweeps";
    private static final String RECORD = "*.json";
    private static final String NOT_LOCAL = " is no local folder";

    /** A dataset of which no answer is written as a file by its engine. */
    public QueriedDataset(DatasetLocation location, SparkOptions options, String verb) {
        this(location, options, verb, Optional.empty());
    }

    /** Asks questions, and makes something of the answers. */
    public interface Asking<R> {
        R of(SweptDataset dataset) throws IOException, WrongSqlException;
    }

    /** Who wrote the SQL. */
    public enum Author {
        /** What DuckDB cannot run of it, Spark can: the dataset is of an earlier release. */
        RELEASE,
        /** It is right or wrong in the engine that it was written for. */
        USER
    }

    /**
     * @throws CommandException if there is no dataset, or an answer of DuckDB to a user's SQL needs too much memory
     * @throws WrongSqlException if the SQL is wrong
     * @throws NeedsSparkException if only Spark can answer, and is not on the class path
     */
    public <R> R ask(Author author, Asking<R> asking)
            throws IOException, CommandException, WrongSqlException, NeedsSparkException {
        Optional<Path> folder = location.folder().filter(local -> isForDuckDb());
        String reason = location + NOT_LOCAL;
        if (folder.isPresent()) {
            if (records(folder.get()).findAny().isEmpty()) {
                throw NoSweep.in(location, verb);
            }
            try (EmbeddedDataset embedded = EmbeddedDataset.open(folder.get(), written)) {
                return asking.of(embedded);
            } catch (NotEmbeddedException other) {
                reason = other.getMessage();
            } catch (WrongSqlException wrong) {
                if (author == Author.USER) {
                    throw wrong;
                }
                reason = wrong.getMessage();
            } catch (NeedsMemoryException large) {
                if (author == Author.USER) {
                    throw new CommandException(
                            ExitCode.INTERNAL,
                            "cannot %s %s: the answer needs too much memory".formatted(verb, location),
                            large.getMessage(),
                            "ask for less at once, or ask Spark, which uses the disk, too: --master 'local[*]'");
                }
                reason = large.getMessage();
            }
        }
        if (!isSparkPresent()) {
            throw new NeedsSparkException(reason);
        }
        return SparkStart.ask(this, asking);
    }

    /** @return the record of the last sweep */
    public SweepRecord last() throws IOException, CommandException, NeedsSparkException {
        Optional<Path> folder = location.folder();
        if (folder.isPresent()) {
            Path last = records(folder.get())
                    .max(Comparator.comparing(Path::getFileName))
                    .orElseThrow(() -> NoSweep.in(location, verb));
            return SweepRecord.DOCUMENT.parse(last.toString(), Files.readAllBytes(last));
        }
        if (!isSparkPresent()) {
            throw new NeedsSparkException(location + NOT_LOCAL);
        }
        PublishedDataset published = PublishedDataset.of(location, options, verb);
        return published.record(published.latest());
    }

    private boolean isForDuckDb() {
        return options.master().isEmpty() && options.conf().isEmpty() && EmbeddedDataset.isPresent();
    }

    /** @return whether Spark is on the class path: the launcher leaves it out where DuckDB should answer */
    public static boolean isSparkPresent() {
        return QueriedDataset.class.getResource("/org/apache/spark/sql/SparkSession.class") != null;
    }

    private static Stream<Path> records(Path dataset) throws IOException {
        try (DirectoryStream<Path> records = Files.newDirectoryStream(dataset.resolve(RECORDS), RECORD)) {
            List<Path> all = new ArrayList<>();
            records.forEach(all::add);
            return all.stream();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Stream.empty();
        }
    }
}
