package dev.wheelsweep.spark.advisory;

import dev.wheelsweep.spark.advisory.AdvisoryJson.BadAdvisoryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A folder with advisories: JSON files of one each, and zips of such files, such as {@code all.zip}; also in folders below it.
 * Other files are ignored.
 */
public final class AdvisoryExport {
    private static final String JSON = ".json";
    private static final String ZIP = ".zip";

    /** The largest advisories have a few MB. */
    private static final int MAX_BYTES = 64 << 20;

    /** More are counted only. */
    private static final int NAMED_PROBLEMS = 20;

    private final Path folder;
    private long advisories;
    private long withdrawn;
    private long bad;
    private final List<String> problems = new ArrayList<>();

    private AdvisoryExport(Path folder) {
        this.folder = folder;
    }

    /**
     * What was read.
     *
     * @param advisories all that could be read
     * @param withdrawn those of them that their authors have taken back, which are not compared
     * @param bad files, and files in zips, that could not be read
     * @param problems the first of these, and what is wrong with each
     */
    public record Reading(long advisories, long withdrawn, long bad, List<String> problems) {}

    /** @param each is called with every advisory that is not withdrawn */
    static Reading read(Path folder, Consumer<Advisory> each) throws IOException {
        AdvisoryExport export = new AdvisoryExport(folder);
        export.readAll(each);
        return new Reading(export.advisories, export.withdrawn, export.bad, List.copyOf(export.problems));
    }

    private void readAll(Consumer<Advisory> each) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> isNamed(file.toString(), JSON) || isNamed(file.toString(), ZIP))
                    .filter(file -> !Files.isDirectory(file))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (UncheckedIOException unread) {
            throw unread.getCause();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString();
            if (!Files.isRegularFile(file)) {
                problem(name, "not a file, or a link to none");
            } else if (isNamed(name, ZIP)) {
                readZip(file, name, each);
            } else {
                try (InputStream bytes = Files.newInputStream(file)) {
                    readOne(bytes, name, each);
                }
            }
        }
    }

    private static boolean isNamed(String name, String extension) {
        return name.endsWith(extension);
    }

    private void readZip(Path file, String name, Consumer<Advisory> each) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (isNamed(entry.getName(), JSON)) {
                    readEntry(zip, entry, name + "/" + entry.getName(), each);
                }
            }
        } catch (ZipException broken) {
            problem(name, String.valueOf(broken.getMessage()));
        }
    }

    private void readEntry(ZipFile zip, ZipEntry entry, String name, Consumer<Advisory> each) throws IOException {
        try (InputStream bytes = zip.getInputStream(entry)) {
            readOne(bytes, name, each);
        } catch (ZipException | EOFException broken) {
            problem(name, String.valueOf(broken.getMessage()));
        }
    }

    private void readOne(InputStream bytes, String name, Consumer<Advisory> each) throws IOException {
        byte[] read = bytes.readNBytes(MAX_BYTES + 1);
        if (read.length > MAX_BYTES) {
            problem(name, "more than %,d bytes".formatted(MAX_BYTES));
            return;
        }
        try {
            Advisory advisory = AdvisoryJson.read(read);
            advisories++;
            if (advisory.withdrawn()) {
                withdrawn++;
            } else {
                each.accept(advisory);
            }
        } catch (BadAdvisoryException wrong) {
            problem(name, wrong.getMessage());
        }
    }

    private void problem(String name, String cause) {
        bad++;
        if (problems.size() < NAMED_PROBLEMS) {
            problems.add(name + ": " + cause);
        }
    }
}
