package dev.wheelsweep.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.ZipBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Wide;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the verdict on broken archives with that of PyPI's own code. {@code wheelsweep.warehouse} is the file {@code
 * warehouse/utils/zipfiles.py} of a clone of pypi/warehouse, {@code wheelsweep.warehouse.python} a CPython 3.13 or newer that
 * runs it. The sources are built here, and the archives of {@code wheelsweep.shared} are added where it is given.
 */
@EnabledIfSystemProperty(named = "wheelsweep.warehouse", matches = ".+")
class UploadDifferentialTest {
    private static final int MUTANTS = Integer.getInteger("wheelsweep.mutants", 6000);
    private static final long SEED = Long.getLong("wheelsweep.seed", 20260821L);
    private static final String ACCEPT = "ACCEPT";

    /** Prints a line for each file named in its input: the verdict. */
    private static final String JUDGE = """
            import importlib.util, sys
            spec = importlib.util.spec_from_file_location("zipfiles", sys.argv[1])
            zipfiles = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(zipfiles)
            for line in sys.stdin:
                try:
                    accepted, reason = zipfiles.validate_zipfile(line.rstrip("\\n"))
                except Exception as fault:  # the upload fails with an error of the server
                    accepted, reason = False, type(fault).__name__
                print("ACCEPT" if accepted else "REJECT: " + " ".join(str(reason).split()))
            """;

    /** Values that fields of zip have in attacks. */
    private static final long[] NUMBERS = {0, 1, 2, 7, 8, 16, 24, 28, 0xff, 0xffff, 0xffff_ffffL, 0xffff_fffeL};

    @TempDir
    private Path folder;

    @Test
    void everyBrokenArchiveHasPypisVerdict() throws IOException, InterruptedException {
        List<byte[]> sources = sources();
        Random random = new Random(SEED);
        List<Path> mutants = new ArrayList<>();
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = sources.get(i % sources.size()).clone();
            for (int change = i < sources.size() ? 0 : 1 + random.nextInt(2); change > 0; change--) {
                mutant = mutate(mutant, random);
            }
            mutants.add(Files.write(folder.resolve("%06d.zip".formatted(i)), mutant));
        }
        List<String> theirs = judge(mutants);
        Map<String, List<String>> differences = new TreeMap<>();
        int accepted = 0;
        for (int i = 0; i < mutants.size(); i++) {
            String ours = verdict(mutants.get(i));
            accepted += theirs.get(i).equals(ACCEPT) ? 1 : 0;
            if (theirs.get(i).equals(ACCEPT) != ours.equals(ACCEPT)) {
                differences
                        .computeIfAbsent("PyPI %s, we %s".formatted(theirs.get(i), ours), none -> new ArrayList<>())
                        .add("mutant " + i);
            }
        }
        int different = differences.values().stream().mapToInt(List::size).sum();
        System.out.printf(
                "%d broken archives of %d sources, seed %d: %d agree with PyPI, which accepts %d; differences: %s%n",
                mutants.size(), sources.size(), SEED, mutants.size() - different, accepted, differences);
        assertThat(accepted).as("mutants that show what is accepted").isGreaterThan(MUTANTS / 50);
        assertThat(differences.keySet()).allMatch(UploadDifferentialTest::isIntended);
    }

    /** Several disks, which we do not read and PyPI ignores. */
    private static boolean isIntended(String difference) {
        return difference.startsWith("PyPI ACCEPT, we REJECT") && difference.contains("multi_disk");
    }

    private static List<byte[]> sources() throws IOException {
        List<byte[]> sources = new ArrayList<>();
        byte[] text = "some content, some content".getBytes(UTF_8);
        for (ZipEntryBuilder entry : List.of(
                ZipEntryBuilder.stored("pkg/a.py", text),
                ZipEntryBuilder.deflated("pkg/ä.py", text),
                ZipEntryBuilder.stored("pkg/ä.py", text).withFlags(0),
                ZipEntryBuilder.stored("a", text).withZip64(Wide.SIZE, Wide.COMPRESSED_SIZE),
                ZipEntryBuilder.stored("a", text).withZip64(Wide.SIZE),
                zip64(ZipEntryBuilder.stored("a", text), text.length),
                zip64(ZipEntryBuilder.stored("a", text), text.length + 1),
                zip64(ZipEntryBuilder.stored("a", text), text.length, text.length),
                zip64(ZipEntryBuilder.stored("a", text), 7, text.length),
                zip64(ZipEntryBuilder.stored("a", text), text.length, 7),
                zip64(ZipEntryBuilder.deflated("a", text)),
                unicodePath("a", "b"),
                unicodePath("a", "a\n"),
                unicodePath("a", "\udcff"),
                unicodePath("a", "ä"))) {
            sources.add(new ZipBuilder().entry(entry).bytes());
            sources.add(new ZipBuilder()
                    .stored("first", text)
                    .entry(entry)
                    .deflated("last", text)
                    .bytes());
        }
        sources.add(new ZipBuilder().bytes());
        Path conformance = Path.of(System.getProperty("wheelsweep.shared", ""), "conformance", "zip");
        if (Files.isDirectory(conformance)) {
            try (Stream<Path> files = Files.list(conformance).sorted()) {
                for (Path file :
                        files.filter(each -> each.toFile().length() < 64 << 10).toList()) {
                    sources.add(Files.readAllBytes(file));
                }
            }
        }
        return sources;
    }

    /** With a ZIP64 field in the local header that no field points to. */
    private static ZipEntryBuilder zip64(ZipEntryBuilder entry, long... values) {
        ByteBuffer field = ByteBuffer.allocate(4 + values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        field.putShort((short) 1).putShort((short) (values.length * Long.BYTES));
        Arrays.stream(values).forEach(field::putLong);
        return entry.withLocalExtra(field.array());
    }

    private static ZipEntryBuilder unicodePath(String name, String path) {
        byte[] bytes = path.equals("\udcff") ? new byte[] {(byte) 0xff} : path.getBytes(UTF_8);
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(UTF_8));
        ByteBuffer field = ByteBuffer.allocate(9 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        field.putShort((short) 0x7075).putShort((short) (5 + bytes.length)).put((byte) 1);
        field.putInt((int) crc.getValue()).put(bytes);
        ZipEntryBuilder entry = ZipEntryBuilder.stored(name, "x".getBytes(UTF_8));
        return entry.withLocalExtra(field.array()).withCentralExtra(field.array());
    }

    /** Changes a header: most bytes of a small archive are in one. */
    private static byte[] mutate(byte[] bytes, Random random) {
        int at = random.nextInt(Math.max(1, bytes.length));
        switch (random.nextInt(6)) {
            case 0 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, longer, Math.min(at + 1, bytes.length), bytes.length - at);
                return longer;
            }
            case 1 -> {
                if (bytes.length == 0) {
                    return bytes;
                }
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
                return shorter;
            }
            case 2 -> {
                byte[] copied = bytes.clone();
                int length = Math.min(1 + random.nextInt(32), bytes.length - at);
                System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), copied, at, length);
                return copied;
            }
            case 3 -> {
                byte[] flipped = bytes.clone();
                if (bytes.length > 0) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            }
            default -> {
                byte[] set = bytes.clone();
                long number = NUMBERS[random.nextInt(NUMBERS.length)];
                for (int i = 0, width = 1 << random.nextInt(4); i < width && at + i < set.length; i++) {
                    set[at + i] = (byte) (number >> (8 * i));
                }
                return set;
            }
        }
    }

    private List<String> judge(List<Path> files) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("judge.py"), JUDGE);
        Path input = Files.write(
                folder.resolve("input"), files.stream().map(Path::toString).toList());
        Path output = folder.resolve("output");
        int exit = new ProcessBuilder(
                        System.getProperty("wheelsweep.warehouse.python", "python3"),
                        script.toString(),
                        System.getProperty("wheelsweep.warehouse"))
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        List<String> verdicts = Files.readAllLines(output);
        assertThat(exit).isZero();
        assertThat(verdicts).hasSameSizeAs(files);
        return verdicts;
    }

    private static String verdict(Path path) throws IOException {
        try (InputFile file = InputMode.MMAP.open(path)) {
            return UploadWalk.objection(file, CentralDirectory.read(file), new LocalHeaders(file))
                    .map(objection -> "REJECT: " + objection.detail())
                    .orElse(ACCEPT);
        } catch (FormatException bad) {
            return "REJECT: " + bad.reason().column();
        }
    }
}
