package dev.wheelsweep.core.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Descriptor;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Wide;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Valid archives of every shape that {@link ZipBuilder} makes, read by our reader and by three others. */
class ZipDifferentialTest {
    private static final int ARCHIVES = 200;

    /** One entry as a reader sees it; the CRC is that of the bytes it gave. */
    private record Read(String name, long compressedSize, long size, long crc32) {
        @Override
        public String toString() {
            return "%d %d %d %s".formatted(compressedSize, size, crc32, name);
        }
    }

    @TempDir
    Path folder;

    static ZipBuilder archive(Random random) {
        ZipBuilder zip = new ZipBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            byte[] content = new byte[random.nextInt(1 << random.nextInt(1, 17))];
            if (random.nextBoolean()) {
                random.nextBytes(content);
            }
            String name = List.of("a", "ä", "日本", "folder/b", "x y").get(random.nextInt(5)) + i;
            ZipEntryBuilder entry = random.nextBoolean()
                    ? ZipEntryBuilder.stored(name, content)
                    : ZipEntryBuilder.deflated(name, content);
            // Readers that stream need signature and size, so a stored entry has no descriptor.
            if (random.nextInt(3) == 0) {
                entry.withDescriptor(random.nextBoolean() ? Descriptor.WITH_SIGNATURE : Descriptor.WITHOUT_SIGNATURE);
            }
            if (random.nextInt(3) == 0) {
                entry.withZip64(Wide.SIZE, Wide.COMPRESSED_SIZE);
            }
            if (random.nextInt(3) == 0) {
                entry.withZip64(Wide.HEADER_OFFSET);
            }
            if (random.nextInt(3) == 0) {
                byte[] extra = ZipEntryBuilder.extra(0x6789, new byte[random.nextInt(30)]);
                entry.withCentralExtra(extra).withLocalExtra(extra);
            }
            if (random.nextInt(3) == 0) {
                entry.withGap(new byte[random.nextInt(50)]);
            }
            if (random.nextInt(3) == 0) {
                entry.withComment("about it".getBytes(UTF_8));
            }
            zip.entry(entry);
        }
        if (random.nextInt(3) == 0) {
            zip.withComment(new byte[random.nextInt(1000)]);
        }
        return random.nextInt(3) == 0 ? zip.withZip64() : zip;
    }

    private List<Path> archives() throws IOException {
        List<Path> archives = new ArrayList<>();
        for (int seed = 0; seed < ARCHIVES; seed++) {
            archives.add(Files.write(
                    folder.resolve(seed + ".zip"), archive(new Random(seed)).bytes()));
        }
        return archives;
    }

    private static List<Read> ours(Path path) throws IOException, FormatException {
        List<Read> reads = new ArrayList<>();
        EntryReader reader = new EntryReader();
        try (InputFile file = InputMode.READ.open(path)) {
            for (ZipEntry entry : CentralDirectory.read(file).entries()) {
                EntryBytes content = reader.open(file, entry);
                byte[] bytes = content.view(Format.ELF, 0, entry.size()).copy(0, entry.size());
                content.verify();
                reads.add(new Read(entry.name(), entry.compressedSize(), entry.size(), crc32(bytes)));
            }
        }
        return reads;
    }

    private static long crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    @Test
    void javaUtilZip() throws IOException, FormatException {
        for (Path path : archives()) {
            List<Read> theirs = new ArrayList<>();
            try (java.util.zip.ZipFile file = new java.util.zip.ZipFile(path.toFile())) {
                for (java.util.zip.ZipEntry entry : Collections.list(file.entries())) {
                    try (InputStream in = file.getInputStream(entry)) {
                        theirs.add(new Read(
                                entry.getName(), entry.getCompressedSize(), entry.getSize(), crc32(in.readAllBytes())));
                    }
                }
            }
            assertThat(ours(path)).as(path.toString()).isEqualTo(theirs);
        }
    }

    @Test
    void commonsCompress() throws IOException, FormatException {
        for (Path path : archives()) {
            List<Read> theirs = new ArrayList<>();
            try (org.apache.commons.compress.archivers.zip.ZipFile file =
                    org.apache.commons.compress.archivers.zip.ZipFile.builder()
                            .setPath(path)
                            .get()) {
                for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
                    try (InputStream in = file.getInputStream(entry)) {
                        theirs.add(new Read(
                                entry.getName(), entry.getCompressedSize(), entry.getSize(), crc32(in.readAllBytes())));
                    }
                }
            }
            assertThat(ours(path)).as(path.toString()).isEqualTo(theirs);
        }
    }

    /** CPython opens archives with a prefix too, so here some have one. */
    @Test
    void cpython() throws IOException, FormatException, InterruptedException {
        assumeTrue(onPath("python3"), "no python3 on the PATH");
        List<Path> archives = archives();
        for (int seed = 0; seed < archives.size(); seed += 3) {
            Random random = new Random(seed);
            Files.write(
                    archives.get(seed),
                    archive(random).withPrefix(new byte[seed]).bytes());
        }
        StringBuilder ours = new StringBuilder();
        for (Path path : archives) {
            for (Read read : ours(path)) {
                ours.append(read).append('\n');
            }
        }
        assertThat(ours.toString()).isEqualTo(python(archives));
    }

    static boolean onPath(String program) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static String python(List<Path> archives) throws IOException, InterruptedException {
        String script = """
                import sys, zipfile, zlib
                sys.stdout.reconfigure(encoding='utf-8')
                for path in sys.argv[1:]:
                    with zipfile.ZipFile(path) as file:
                        for entry in file.infolist():
                            crc = zlib.crc32(file.read(entry))
                            print(entry.compress_size, entry.file_size, crc, entry.filename)
                """;
        List<String> command = new ArrayList<>(List.of("python3", "-c", script));
        archives.forEach(path -> command.add(path.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
