package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.IndexEntry;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A list of wheels that another tool or a user writes, for stores whose files do not have the wheels' names (Pulp, Artifactory):
 * CSV with a header, JSON Lines or Parquet, by the file's ending.
 *
 * <pre>
 *   path          where the file is: relative to the manifest, absolute, or an address
 *   filename      the wheel's name, if the path does not end in it
 *   sha256        hex
 *   upload_time   ISO 8601, or a timestamp
 *   size          bytes, of a file that has an address
 * </pre>
 *
 * <p>Only {@code path} is required. Sizes of files without address come from the file system, projects from the names; other
 * columns are ignored.
 *
 * @param file the list
 * @param addresses finds what is at addresses
 */
public record Manifest(Path file, Addresses addresses) {
    /** A file that the list names by an address. */
    public record Addressed(String address, OptionalLong size, IndexEntry index) {}

    /** Finds files that have an address. */
    public interface Addresses {
        boolean isAddress(String path);

        /** @return the files in the same order; those that are missing are {@link FileState#DANGLING} */
        List<WheelFile> of(List<Addressed> files) throws IOException;
    }

    private static final String PATH = "path";
    private static final String FILENAME = "filename";
    private static final String SHA256 = "sha256";
    private static final String UPLOAD_TIME = "upload_time";
    private static final String SIZE = "size";

    /** Where Spark puts a line that is no JSON. Without this column, it omits the value that it cannot read. */
    private static final String BROKEN = "_corrupt_record";

    /**
     * @return its files in its order, those with addresses last, each once; at least one
     * @throws BadManifestException if the file is no manifest
     * @throws IOException if the file system fails
     */
    public List<WheelFile> list(SparkSession spark) throws IOException, BadManifestException {
        if (!Files.isReadable(file)) {
            throw new BadManifestException("there is no readable file " + file);
        }
        Dataset<Row> rows = rows(spark);
        List<String> there = Arrays.asList(rows.columns());
        if (!there.contains(PATH)) {
            throw new BadManifestException("%s has no column \"%s\", but %s".formatted(file, PATH, there));
        }
        requireTextAsPath(rows);
        Iterator<Row> lines = rows.select(
                        rows.col(PATH),
                        text(rows, there, FILENAME),
                        functions.lower(text(rows, there, SHA256)),
                        functions.unix_micros(text(rows, there, UPLOAD_TIME).try_cast("timestamp")),
                        text(rows, there, SIZE).try_cast("bigint"),
                        text(rows, there, BROKEN))
                .toLocalIterator();
        Map<String, WheelFile> files = new LinkedHashMap<>();
        Map<String, Addressed> addressed = new LinkedHashMap<>();
        // Counted here: Spark applies a filter before it has read the line, and so before it sees that it is broken.
        long withoutPath = 0;
        while (lines.hasNext()) {
            Row line = lines.next();
            if (line.isNullAt(0) || !line.isNullAt(5)) {
                withoutPath++;
            } else if (addresses.isAddress(line.getString(0))) {
                addressed.putIfAbsent(
                        line.getString(0),
                        new Addressed(
                                line.getString(0),
                                line.isNullAt(4) || line.getLong(4) < 0
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(line.getLong(4)),
                                entry(line)));
            } else {
                WheelFile wheel = wheel(line);
                files.putIfAbsent(wheel.location(), wheel);
            }
        }
        if (withoutPath > 0) {
            // Each is a wheel that nobody would miss.
            throw new BadManifestException(
                    "%s has %d rows without \"%s\", or that are broken".formatted(file, withoutPath, PATH));
        }
        for (WheelFile wheel : addresses.of(List.copyOf(addressed.values()))) {
            files.putIfAbsent(wheel.location(), wheel);
        }
        if (files.isEmpty()) {
            throw new BadManifestException(file + " lists no wheel");
        }
        return new ArrayList<>(files.values());
    }

    private Dataset<Row> rows(SparkSession spark) throws IOException, BadManifestException {
        try {
            return inferred(spark);
        } catch (AnalysisException refused) {
            throw new BadManifestException("%s cannot be read: %s".formatted(file, refused.getSimpleMessage()));
        }
    }

    /** @throws AnalysisException if Spark makes no columns of what the file holds, such as of two names that differ in case only */
    private Dataset<Row> inferred(SparkSession spark) throws IOException, BadManifestException, AnalysisException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String location = file.toUri().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv" -> spark.read().option("header", true).csv(location);
            case "jsonl", "ndjson", "json" -> {
                StructType columns = spark.read().json(location).schema();
                yield spark.read()
                        .schema(columns.getFieldIndex(BROKEN).isDefined() ? columns : columns.add(BROKEN, "string"))
                        .option("columnNameOfCorruptRecord", BROKEN)
                        .json(location);
            }
            case "parquet" -> {
                requireParquet(spark);
                yield spark.read().parquet(location);
            }
            default -> throw new BadManifestException("%s ends in none of .csv, .jsonl and .parquet".formatted(file));
        };
    }

    /** @throws BadManifestException for a file that is no Parquet; Spark also reads a folder of such files */
    private void requireParquet(SparkSession spark) throws IOException, BadManifestException {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        if (Files.isRegularFile(file)) {
            Optional<String> damage =
                    ParquetFolder.damage(hadoop, path.getFileSystem(hadoop).getFileStatus(path));
            if (damage.isPresent()) {
                throw new BadManifestException("%s cannot be read: %s".formatted(file, damage.get()));
            }
        }
    }

    private void requireTextAsPath(Dataset<Row> rows) throws BadManifestException {
        if (!rows.schema().apply(PATH).dataType().equals(DataTypes.StringType)) {
            throw new BadManifestException("in %s, \"%s\" is no text, but %s"
                    .formatted(file, PATH, rows.schema().apply(PATH).dataType().simpleString()));
        }
    }

    private static Column text(Dataset<Row> rows, List<String> there, String column) {
        return there.contains(column)
                ? functions.nullif(rows.col(column).cast("string"), functions.lit(""))
                : functions.lit(null).cast("string");
    }

    private WheelFile wheel(Row line) throws IOException, BadManifestException {
        Path path;
        try {
            path = file.toAbsolutePath().resolveSibling(line.getString(0)).normalize();
        } catch (InvalidPathException noPath) {
            throw new BadManifestException(
                    "%s has the path \"%s\", which is none: %s".formatted(file, noPath.getInput(), noPath.getReason()));
        }
        if (path.getFileName() == null) {
            throw new BadManifestException("%s has the path \"%s\", which is no file".formatted(file, path));
        }
        IndexEntry entry = entry(line);
        return WheelFile.at(
                path, entry.filename().equals(Optional.of(path.getFileName().toString())) ? entry.unnamed() : entry);
    }

    private static IndexEntry entry(Row line) {
        return new IndexEntry(
                Optional.ofNullable(line.getString(1)),
                Optional.ofNullable(line.getString(2)),
                line.isNullAt(3) ? Optional.empty() : Optional.of(line.getLong(3)),
                Optional.empty());
    }
}
