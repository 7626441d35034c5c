package dev.wheelsweep.core.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.zip.ZipFormat.Method;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broken archives, read by us and by CPython's zipfile: does it open, which entries has it, which of them can be read, and with
 * which content. {@code wheelsweep.zipfile} is a CPython 3.13 or newer: older ones do not look for entries that overlap.
 */
@EnabledIfSystemProperty(named = "wheelsweep.zipfile", matches = ".+")
class BrokenArchivesDifferentialTest {
    private static final int ARCHIVES = Integer.getInteger("wheelsweep.zipfile.archives", 3000);
    private static final long SEED = Long.getLong("wheelsweep.seed", 20261201L);

    /** Archives of every shape, beside those of {@link BrokenArchives}. */
    private static final int BUILT = 100;

    private static final String OPEN = "open";
    private static final String CLOSED = "closed";
    private static final String BAD = "bad";
    private static final Set<Integer> READ_BY_ONE = Set.of(Method.DEFLATE64, 14, 93);
    private static final String OTHER_METHOD = "other method";
    private static final int PIECE = 1 << 20;

    /** Prints for each archive whether it opens, and name, size and CRC-32 of each entry. */
    private static final String JUDGE = """
            import sys, zipfile, zlib
            def content(archive, entry):
                if entry.compress_type in (9, 14, 93):
                    return "other method"
                for size in (-1, max(1, entry.file_size)):  # whole, then in pieces as pip does
                    try:
                        with archive.open(entry) as stream:
                            read = stream.read(size)
                            while piece := stream.read(size):
                                read += piece
                        return "%d,%d" % (len(read), zlib.crc32(read))
                    except Exception:
                        pass
                return "bad"
            for path in sys.stdin.read().splitlines():
                try:
                    archive = zipfile.ZipFile(path)
                except Exception as fault:
                    print("closed", type(fault).__name__)
                    continue
                with archive:
                    print("open", *["%s,%s" % (entry.filename.encode("utf-8", "surrogatepass").hex(), content(archive, entry))
                            for entry in archive.infolist()])
            """;

    @TempDir
    Path folder;

    @Test
    void readsWhatZipfileReads() throws IOException, InterruptedException {
        List<byte[]> sources = new ArrayList<>();
        for (byte[] source : BrokenArchives.sources()) {
            if (!hasExtensibleData(SparseSource.of(source))) {
                sources.add(source);
            }
        }
        for (int seed = 0; seed < BUILT; seed++) {
            sources.add(ZipDifferentialTest.archive(new Random(seed)).bytes());
        }
        List<Path> archives = BrokenArchives.write(folder, sources, ARCHIVES, SEED);
        List<String> theirs = PythonJudge.ask(System.getProperty("wheelsweep.zipfile"), JUDGE, archives, folder);
        Map<String, Integer> counts = new TreeMap<>();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < ARCHIVES; i++) {
            String ours = ours(archives.get(i));
            if (ours.equals(theirs.get(i).split(" [A-Z]", 2)[0])) {
                counts.merge(ours.split("[ ,]", 2)[0], 1, Integer::sum);
                counts.merge("unreadable entries", ours.split("," + BAD, -1).length - 1, Integer::sum);
            } else if (onPurpose(archives.get(i), theirs.get(i))) {
                counts.merge("different on purpose", 1, Integer::sum);
            } else {
                differences.add("archive %d: zipfile %s, we %s".formatted(i, theirs.get(i), ours));
            }
        }
        System.out.printf(
                "%d archives of %d sources, seed %d, against CPython's zipfile: %s, %d different%n",
                ARCHIVES, sources.size(), SEED, counts, differences.size());
        assertThat(differences).isEmpty();
        assertThat(List.of(OPEN, CLOSED, "unreadable entries"))
                .as("each happens often")
                .allMatch(what -> counts.get(what) > ARCHIVES / 20);
    }

    /**
     * A name that is declared as UTF-8 and is not; ZIP64 as CPython 3.14 reads it; and an entry that reaches into the directory,
     * which zipfile allows if it takes another entry for one behind the directory.
     */
    private static boolean onPurpose(Path path, String theirs) throws IOException {
        if (theirs.equals(CLOSED + " UnicodeDecodeError")) {
            return true;
        }
        try (InputFile file = InputMode.READ.open(path)) {
            CentralDirectory directory = CentralDirectory.read(file);
            return hasExtensibleData(file)
                    || directory.entries().stream().anyMatch(it -> it.headerOffset() >= directory.offset());
        } catch (FormatException bad) {
            return false;
        }
    }

    private static boolean hasExtensibleData(ByteSource archive) throws IOException {
        try {
            return EndOfCentralDirectory.find(archive)
                    .record64()
                    .filter(it -> !it.hasFixedFieldsOnly())
                    .isPresent();
        } catch (FormatException bad) {
            return false;
        }
    }

    private static String ours(Path path) throws IOException {
        StringBuilder all = new StringBuilder(OPEN);
        try (InputFile file = InputMode.READ.open(path)) {
            CentralDirectory directory = CentralDirectory.read(file);
            LocalHeaders headers = new LocalHeaders(file);
            EntryReader reader = new EntryReader();
            for (ZipEntry entry : directory.entries()) {
                all.append(' ')
                        .append(HexFormat.of().formatHex(entry.name().getBytes(UTF_8)))
                        .append(',')
                        .append(content(reader, headers, entry));
            }
            return all.toString();
        } catch (FormatException bad) {
            return CLOSED;
        }
    }

    /** Of the methods that only we (deflate64) or only zipfile (LZMA, Zstandard) reads, the content is not compared. */
    private static String content(EntryReader reader, LocalHeaders headers, ZipEntry entry) throws IOException {
        if (READ_BY_ONE.contains(entry.method())) {
            return OTHER_METHOD;
        }
        try {
            byte[] content = reader.openWhole(headers, entry).read(BrokenArchivesDifferentialTest::whole);
            CRC32 crc = new CRC32();
            crc.update(content);
            return "%d,%d".formatted(content.length, crc.getValue());
        } catch (FormatException bad) {
            return BAD;
        }
    }

    private static byte[] whole(EntryBytes content) throws IOException, FormatException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (long at = 0; at < content.size(); at += PIECE) {
            long length = Math.min(PIECE, content.size() - at);
            all.writeBytes(content.view(Format.ELF, at, length).copy(0, length));
        }
        content.verify();
        return all.toByteArray();
    }
}
