package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.inflate.Blends;
import dev.wheelsweep.core.input.FileStamp;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.zip.ReadMode;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ELF files are not read again, and that their facts are those of reading them. */
class RepeatsTest {
    private static final String FIRST = "a-1.0-cp312-cp312-%s.whl";
    private static final String SECOND = "a-1.0-cp313-cp313-%s.whl";
    private static final String GLIBC = "manylinux_2_28_x86_64";
    private static final String MUSL = "musllinux_1_2_x86_64";
    private static final int DEFLATED = 8;
    private static final int GAP = 1_500_000;

    @TempDir
    private Path folder;

    private final WheelScanner scanner = new WheelScanner(InputMode.MMAP);
    private byte[] library;

    @BeforeEach
    void makeLibrary() {
        library = library("GCC: 12");
    }

    /** A library with much after its dynamic segment, so that its middle is not decoded. */
    private static byte[] library(String compiler) {
        byte[] elf = ElfBuilder.library()
                .needed("libc.so.6")
                .need("libc.so.6", "GLIBC_2.28", "quick_exit")
                .exporting("shared_name")
                .importing("printf")
                .comment(compiler)
                .bytes();
        byte[] large = Arrays.copyOf(elf, elf.length + GAP);
        System.arraycopy(Blends.content(new Random(1), GAP), 0, large, elf.length, GAP);
        return large;
    }

    private static byte[] deflate(byte[] content) {
        return Blends.deflate(content, 6, Deflater.DEFAULT_STRATEGY, 0);
    }

    /** @param declared the content whose CRC-32 the wheel declares */
    private Path wheel(String name, String path, byte[] content, byte[] declared) throws IOException {
        ZipEntryBuilder entry =
                ZipEntryBuilder.of(path.getBytes(StandardCharsets.US_ASCII), DEFLATED, deflate(content), declared);
        return WheelBuilder.named(name).entry(path, content, entry).writeTo(folder);
    }

    private Path wheel(String name, String path) throws IOException {
        return wheel(name, path, library, library);
    }

    private ElfFile scan(Path wheel) throws IOException {
        return only(scanner.scan(wheel));
    }

    private static ElfFile only(WheelReport report) {
        assertThat(report.failures()).isEmpty();
        assertThat(report.elfFiles()).hasSize(1);
        return report.elfFiles().get(0);
    }

    private static ElfFile readAlone(Path wheel) throws IOException {
        return only(new WheelScanner(InputMode.READ).scan(wheel));
    }

    private static void requireSame(ElfFile repeated, ElfFile read) {
        assertThat(repeated.facts()).isEqualTo(read.facts());
        assertThat(repeated.path()).isEqualTo(read.path());
        assertThat(repeated.size()).isEqualTo(read.size());
        assertThat(repeated.needed()).isEqualTo(read.needed());
    }

    @Test
    void theSameFileInAnotherWheelAndAtAnotherPlaceIsNotDecoded() throws IOException {
        for (String tag : List.of(GLIBC, MUSL)) {
            ElfFile first = scan(wheel(FIRST.formatted(tag), "a/_a.so"));
            Path second = wheel(SECOND.formatted(tag), "a/libs/a_longer_name.so");
            ElfFile repeated = scan(second);

            assertThat(first.readMode()).isEqualTo(ReadMode.HEAD_TAIL);
            assertThat(repeated.readMode()).isEqualTo(ReadMode.REPEATED);
            assertThat(repeated.bytesDecoded()).isZero();
            requireSame(repeated, readAlone(second));
        }
    }

    /** Wheels that musl may load have relocations and the places of names that the wheel defines; others have not. */
    @Test
    void factsForAnotherKindOfWheelAreReadAnew() throws IOException {
        scan(wheel(FIRST.formatted(GLIBC), "a/_a.so"));
        Path musl = wheel(SECOND.formatted(MUSL), "a/_a.so");

        ElfFile read = scan(musl);
        assertThat(read.readMode()).isEqualTo(ReadMode.HEAD_TAIL);
        requireSame(read, readAlone(musl));
    }

    @Test
    void anotherFileWithTheSameSizesAndChecksumIsReadItself() throws IOException {
        int size = deflate(library).length;
        String compiler = IntStream.range(13, 99)
                .mapToObj(version -> "GCC: " + version)
                .filter(each -> deflate(library(each)).length == size)
                .findFirst()
                .orElseThrow();
        scan(wheel(FIRST.formatted(GLIBC), "a/_a.so"));
        ElfFile read = scan(wheel(SECOND.formatted(GLIBC), "a/_a.so", library(compiler), library));

        assertThat(read.readMode()).isEqualTo(ReadMode.HEAD_TAIL);
        assertThat(read.facts().toolchain().compilers()).containsExactly(compiler);
    }

    @Test
    void aWheelThatChangedOrVanishedIsNotComparedWith() throws IOException {
        Path first = wheel(FIRST.formatted(GLIBC), "a/_a.so");
        Path second = wheel(SECOND.formatted(GLIBC), "a/_a.so");
        scan(first);
        Files.setLastModifiedTime(first, FileTime.fromMillis(0));
        assertThat(scan(second).readMode()).isEqualTo(ReadMode.HEAD_TAIL);
        Files.delete(second);
        assertThat(scan(first).readMode()).isEqualTo(ReadMode.HEAD_TAIL);
        assertThat(scan(first).readMode()).isEqualTo(ReadMode.REPEATED);
    }

    @Test
    void aSmallFileIsReadAgain() throws IOException {
        library = ElfBuilder.library().needed("libc.so.6").bytes();
        scan(wheel(FIRST.formatted(GLIBC), "a/_a.so"));
        assertThat(scan(wheel(SECOND.formatted(GLIBC), "a/_a.so")).readMode()).isEqualTo(ReadMode.WHOLE);
    }

    @Test
    void verifyAllReadsEveryFile() throws IOException {
        Repeats repeats = new Repeats();
        new WheelScanner(InputMode.MMAP, Verification.NONE, repeats).scan(wheel(FIRST.formatted(GLIBC), "a/_a.so"));
        Path second = wheel(SECOND.formatted(GLIBC), "a/_a.so");

        assertThat(only(new WheelScanner(InputMode.MMAP, Verification.SAMPLE, repeats).scan(second))
                        .readMode())
                .isEqualTo(ReadMode.REPEATED);
        assertThat(only(new WheelScanner(InputMode.MMAP, Verification.ALL, repeats).scan(second))
                        .readMode())
                .isEqualTo(ReadMode.WHOLE);
    }

    /** Of two threads that come to the same file at the same time, one waits for the other. */
    @Test
    void aFileThatIsBeingReadIsWaitedFor() throws Exception {
        List<Path> wheels =
                List.of(wheel(FIRST.formatted(GLIBC), "a/_a.so"), wheel(SECOND.formatted(GLIBC), "a/_a.so"));
        ExecutorService threads = Executors.newFixedThreadPool(wheels.size());
        try {
            for (int round = 0; round < 50; round++) {
                Repeats repeats = new Repeats();
                CyclicBarrier start = new CyclicBarrier(wheels.size());
                List<Callable<ReadMode>> scans = new ArrayList<>();
                for (Path wheel : wheels) {
                    WheelScanner each = new WheelScanner(InputMode.MMAP, Verification.NONE, repeats);
                    scans.add(() -> {
                        start.await();
                        return only(each.scan(wheel)).readMode();
                    });
                }
                List<ReadMode> modes = new ArrayList<>();
                for (Future<ReadMode> scan : threads.invokeAll(scans)) {
                    modes.add(scan.get());
                }
                assertThat(modes).containsExactlyInAnyOrder(ReadMode.HEAD_TAIL, ReadMode.REPEATED);
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Also if it cannot be read, nobody waits for ever. */
    @Test
    void aFileThatCannotBeReadIsReadByAllThatComeToIt() throws IOException {
        byte[] damaged = deflate(library);
        Arrays.fill(damaged, 0, damaged.length, (byte) -1);
        for (String name : List.of(FIRST, SECOND)) {
            ZipEntryBuilder entry =
                    ZipEntryBuilder.of("a/_a.so".getBytes(StandardCharsets.US_ASCII), DEFLATED, damaged, library);
            Path wheel = WheelBuilder.named(name.formatted(GLIBC))
                    .entry("a/_a.so", library, entry)
                    .writeTo(folder);
            assertThat(scanner.scan(wheel).failures()).hasSize(1);
        }
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        Repeats repeats = new Repeats();
        repeats.begin(content(0));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> repeats.begin(content(0))).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        repeats.end(content(0));
        assertThat(repeats.begin(content(0))).isEmpty();
    }

    /** Names that files define take most of the memory. */
    @Test
    void theFilesUsedLastAreKept() throws IOException {
        Repeats repeats = new Repeats();
        int names = 1 << 16;
        int fits = (int) (Repeats.MOST_TEXT / ((long) Long.BYTES * names));
        for (int i = 0; i < fits; i++) {
            repeats.keep(content(i), known(names));
            repeats.begin(content(0));
        }
        assertThat(repeats.begin(content(0))).isPresent();
        assertThat(repeats.begin(content(1))).isEmpty();
        assertThat(repeats.begin(content(fits - 1))).isPresent();
    }

    private static Repeats.Content content(long crc32) {
        return new Repeats.Content(crc32, 1, 1, false);
    }

    private Repeats.Known known(int names) {
        Repeats.Wheel wheel = new Repeats.Wheel(folder, new FileStamp(1, FileTime.fromMillis(0), ""));
        return new Repeats.Known(wheel, 0, List.of(), new ElfFactsBuilder().build(), LongBuffer.allocate(names));
    }
}
