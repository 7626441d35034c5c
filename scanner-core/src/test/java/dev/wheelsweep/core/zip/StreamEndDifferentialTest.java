package dev.wheelsweep.core.zip;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Entries whose data ends before or after its declared end, read by us and by CPython's zipfile: as a whole, and in pieces
 * as pip does, which ask for nothing after the declared size.
 */
class StreamEndDifferentialTest {
    private static final int ARCHIVES = 400;
    private static final String NAME = "a";
    private static final String BAD = "bad";
    private static final String PROGRAM = """
            import sys, zipfile, zlib
            for path in sys.stdin.read().splitlines():
                archive = zipfile.ZipFile(path)
                entry = archive.infolist()[0]
                said = "bad"
                for size in (-1, max(1, entry.file_size)):
                    try:
                        with archive.open(entry) as stream:
                            content = stream.read(size)
                            while piece := stream.read(size):
                                content += piece
                        said = "%d %d" % (len(content), zlib.crc32(content))
                        break
                    except Exception:
                        pass
                print(said)
            """;

    @TempDir
    Path folder;

    /** What is odd, each alone or two together. */
    private static ZipEntryBuilder entry(Random random) {
        byte[] content = new byte[random.nextInt(1 << random.nextInt(1, 18))];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) random.nextInt(1 + random.nextInt(256));
        }
        boolean stored = random.nextInt(4) == 0;
        byte[] data = stored ? content : compressed(content, random);
        byte[] summed = content;
        long declared = content.length;
        switch (random.nextInt(6)) {
            case 0 -> data = Arrays.copyOf(data, data.length + 1 + random.nextInt(20));
            case 1 -> declared += 1 + random.nextInt(100);
            case 2 -> {
                summed = Arrays.copyOf(content, random.nextInt(content.length + 1));
                declared = summed.length;
            }
            case 3 -> data = Arrays.copyOf(data, random.nextInt(data.length + 1));
            case 4 -> {
                data = Arrays.copyOf(data, data.length + 20);
                Arrays.fill(data, data.length - 20, data.length, (byte) -1);
            }
            default -> {}
        }
        if (random.nextInt(8) == 0) {
            declared = Math.max(0, declared + random.nextInt(-3, 4));
        }
        long size = declared;
        return ZipEntryBuilder.of(NAME.getBytes(US_ASCII), stored ? 0 : 8, data, summed)
                .withCentral(header -> header.set("size", size));
    }

    /** A stream, of which a part may lack its final block. */
    private static byte[] compressed(byte[] content, Random random) {
        if (random.nextInt(3) > 0) {
            return ZipEntryBuilder.deflate(content);
        }
        Deflater deflater = new Deflater(random.nextInt(10), true);
        deflater.setInput(content);
        byte[] stream = new byte[content.length + 1000];
        int length = deflater.deflate(stream, 0, stream.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(stream, length);
    }

    @Test
    void readsWhatZipfileReads() throws IOException, InterruptedException {
        assumeTrue(ZipDifferentialTest.onPath("python3"), "no python3 on the PATH");
        List<Path> archives = new ArrayList<>();
        for (int seed = 0; seed < ARCHIVES; seed++) {
            archives.add(Files.write(
                    folder.resolve(seed + ".zip"),
                    new ZipBuilder().entry(entry(new Random(seed))).bytes()));
        }
        List<String> theirs = PythonJudge.ask("python3", PROGRAM, archives, folder);

        Map<String, Integer> counts = new HashMap<>();
        for (int seed = 0; seed < ARCHIVES; seed++) {
            String ours = ours(archives.get(seed), counts);
            assertThat(ours).as("seed %d", seed).isEqualTo(theirs.get(seed));
            counts.merge(ours.equals(BAD) ? BAD : "read", 1, Integer::sum);
        }
        assertThat(counts)
                .as("both happen often")
                .satisfies(all -> assertThat(all.values()).allMatch(count -> count > ARCHIVES / 20));
        assertThat(counts).containsKeys("read", BAD, "oddly ended");
    }

    private static String ours(Path path, Map<String, Integer> counts) throws IOException {
        try (InputFile file = InputMode.READ.open(path)) {
            ZipEntry entry = CentralDirectory.read(file).entries().get(0);
            EntryBytes bytes = new EntryReader().openWhole(new LocalHeaders(file), entry);
            byte[] content = bytes.read(it -> {
                byte[] all = it.view(Format.ELF, 0, it.size()).copy(0, it.size());
                it.verify();
                return all;
            });
            if (bytes.oddEnd().isPresent()) {
                counts.merge("oddly ended", 1, Integer::sum);
            }
            CRC32 crc = new CRC32();
            crc.update(content);
            return "%d %d".formatted(content.length, crc.getValue());
        } catch (FormatException bad) {
            return BAD;
        }
    }
}
