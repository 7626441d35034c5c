package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Binary;
import dev.wheelsweep.core.policy.Floors;
import dev.wheelsweep.core.wheel.NeededLibrary;
import dev.wheelsweep.core.zip.ReadMode;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Good wheels, from the file to the report. */
class WheelScannerTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void readsNameContainerAndDistInfo(InputMode mode) throws IOException {
        WheelReport report = scan(NativeWheel.builder(), mode);

        assertThat(report.file()).isEqualTo(NativeWheel.NAME);
        assertThat(report.status()).isEqualTo(WheelStatus.OK);
        assertThat(report.reason()).isEmpty();
        assertThat(report.failures()).isEmpty();
        assertThat(report.allFailures()).isEmpty();
        assertThat(report.name().orElseThrow().project().normalized()).isEqualTo("demo-pkg");
        assertThat(report.entries()).isEqualTo(6);
        assertThat(report.distInfo().generators()).containsExactly("setuptools (80.9.0)", "auditwheel 6.4.2");
        assertThat(report.distInfo().rootIsPurelib()).contains(false);
        assertThat(report.distInfo().tags())
                .containsExactly("cp312-abi3-manylinux_2_17_x86_64", "cp312-abi3-manylinux2014_x86_64");
        assertThat(report.distInfo().requiresPython()).contains(">=3.9");
        assertThat(report.distInfo().recorded()).isTrue();
        assertThat(report.distInfo().unrecordedCount()).isZero();
        assertThat(report.distInfo().phantomCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void readsElfFiles(InputMode mode) throws IOException {
        WheelReport report = scan(NativeWheel.builder(), mode);

        assertThat(report.elfFiles())
                .extracting(ElfFile::path)
                .containsExactly(NativeWheel.EXTENSION, NativeWheel.VENDORED);
        ElfFile extension = report.elfFiles().get(0);
        ElfFile vendored = report.elfFiles().get(1);
        assertThat(extension.facts().kind()).isEqualTo(ElfKind.SHARED_OBJECT);
        assertThat(extension.facts().libc()).isEqualTo(Libc.GLIBC);
        assertThat(extension.facts().symbols().undefined()).isEqualTo(11);
        assertThat(extension.size()).isEqualTo(NativeWheel.extension().bytes().length);
        assertThat(extension.needed())
                .containsExactly(
                        new NeededLibrary("libfoo-1a2b3c4d.so.1", Optional.of(NativeWheel.VENDORED)),
                        new NeededLibrary("libstdc++.so.6", Optional.empty()),
                        new NeededLibrary("libc.so.6", Optional.empty()));
        assertThat(Binary.of(extension).pythonExtension()).isTrue();
        assertThat(Binary.of(extension).vendored()).isFalse();
        assertThat(extension.readMode()).isEqualTo(ReadMode.WHOLE);
        assertThat(extension.bytesDecoded()).isEqualTo(extension.size());
        assertThat(vendored.facts().linkage().soname()).contains("libfoo-1a2b3c4d.so.1");
        assertThat(Binary.of(vendored).pythonExtension()).isFalse();
        assertThat(Binary.of(vendored).vendored()).isTrue();
        assertThat(vendored.readMode()).isEqualTo(ReadMode.STORED);
        assertThat(vendored.bytesDecoded()).isZero();
    }

    @Test
    void summarizesWhatItsElfFilesNeed() throws IOException {
        WheelReport report = scan(NativeWheel.builder(), InputMode.MMAP);

        assertThat(report.archs()).containsExactly(Arch.X86_64);
        assertThat(report.arch()).contains(Arch.X86_64);
        assertThat(report.libc()).isEqualTo(Libc.GLIBC);
        assertThat(Floors.of(Binary.allOf(report)).byNamespace().entrySet())
                .extracting(Map.Entry::getKey, floor -> floor.getValue().toString())
                .containsExactly(
                        tuple("CXXABI", "1.3.5"),
                        tuple("GCC", "4.8.0"),
                        tuple("GLIBC", "2.17"),
                        tuple("GLIBCXX", "3.4.19"));
    }

    @Test
    void bothModesReadTheSameAndAtTheSameCost() throws IOException {
        WheelReport mapped = scan(NativeWheel.builder(), InputMode.MMAP);
        WheelReport byPosition = scan(NativeWheel.builder(), InputMode.READ);

        assertThat(untimed(byPosition)).isEqualTo(untimed(mapped));
        assertThat(mapped.cost().micros()).isPositive();
        assertThat(mapped.cost().bytesRead()).isPositive();
        // The extension and the three dist-info files are read whole, of __init__.py only enough to see that it is not
        // ELF.
        assertThat(mapped.cost().bytesDecoded())
                .isGreaterThan(mapped.elfFiles().get(0).size());
    }

    @Test
    void aSearchPathIsRunpathIfThereIsOne() throws IOException {
        ElfBuilder both = ElfBuilder.library()
                .needed("libfoo.so")
                .rpath("$ORIGIN/by_rpath")
                .runpath("$ORIGIN/by_runpath");

        WheelReport report = scan(
                wheel().elf("_native.so", both)
                        .elf("by_rpath/libfoo.so", ElfBuilder.library())
                        .elf("by_runpath/libfoo.so", ElfBuilder.library()),
                InputMode.MMAP);

        assertThat(report.elfFiles().get(0).needed())
                .containsExactly(new NeededLibrary("libfoo.so", Optional.of("by_runpath/libfoo.so")));
    }

    @Test
    void aFileNamedLikeALibraryThatIsNotElfResolvesNothing() throws IOException {
        WheelReport report = scan(
                wheel().elf(
                                "_native.so",
                                ElfBuilder.library().needed("libfoo.so").rpath("$ORIGIN"))
                        .text("libfoo.so", "INPUT(-lfoo)"),
                InputMode.MMAP);

        assertThat(report.elfFiles()).hasSize(1);
        assertThat(report.elfFiles().get(0).needed()).containsExactly(new NeededLibrary("libfoo.so", Optional.empty()));
    }

    @Test
    void elfFilesAreFoundByTheirBytesInTheOrderOfTheDirectory() throws IOException {
        WheelReport report = scan(
                wheel().elf("z.so", ElfBuilder.library())
                        .text("three", "\u007fEL")
                        .text("empty.so", "")
                        .elf("a-1.0.data/scripts/tool", ElfBuilder.library(ElfLayout.ELF32, ByteOrder.LITTLE_ENDIAN, 3))
                        .text("a.so", "not ELF")
                        .storedElf(
                                "data.bin", ElfBuilder.library(ElfLayout.ELF64, ByteOrder.BIG_ENDIAN, ElfBuilder.S390)),
                InputMode.MMAP);

        assertThat(report.failures()).isEmpty();
        assertThat(report.elfFiles())
                .extracting(ElfFile::path)
                .containsExactly("z.so", "a-1.0.data/scripts/tool", "data.bin");
        assertThat(report.archs()).containsExactly(Arch.I686, Arch.S390X, Arch.X86_64);
        assertThat(report.arch()).isEmpty();
    }

    @Test
    void everyEntryOfOneNameIsReadAndTheLastOneIsLoaded() throws IOException {
        ElfBuilder user = ElfBuilder.library().needed("lib.so").rpath("$ORIGIN");
        WheelReport report = scan(
                wheel().elf("lib.so", ElfBuilder.library().soname("first"))
                        .elf("user.so", user)
                        .elf("lib.so", ElfBuilder.library().soname("second")),
                InputMode.MMAP);

        assertThat(report.elfFiles()).extracting(ElfFile::path).containsExactly("lib.so", "user.so", "lib.so");
        assertThat(report.elfFiles())
                .extracting(file -> file.facts().linkage().soname().orElse(""))
                .containsExactly("first", "", "second");
        assertThat(report.elfFiles().get(1).needed())
                .containsExactly(new NeededLibrary("lib.so", Optional.of("lib.so")));
    }

    @Test
    void aPureWheelHasNoElfFiles() throws IOException {
        WheelReport report =
                scan(WheelBuilder.named("pure-1.0-py2.py3-none-any.whl").text("pure.py", "x = 1\n"), InputMode.MMAP);

        assertThat(report.status()).isEqualTo(WheelStatus.OK);
        assertThat(report.elfFiles()).isEmpty();
        assertThat(report.archs()).isEmpty();
        assertThat(report.arch()).isEmpty();
        assertThat(report.libc()).isEqualTo(Libc.NONE);
        assertThat(report.distInfo().rootIsPurelib()).contains(true);
        assertThat(report.distInfo().tags()).containsExactly("py2-none-any", "py3-none-any");
        assertThat(Floors.of(Binary.allOf(report)).byNamespace()).isEmpty();
    }

    @Test
    void comparesRecordWithTheEntries() throws IOException {
        WheelReport report = scan(
                wheel().text("a, \"quoted\".py", "")
                        .unrecorded("extra.py", new byte[0])
                        .phantom("missing.py"),
                InputMode.MMAP);

        assertThat(report.distInfo().unrecorded()).containsExactly("extra.py");
        assertThat(report.distInfo().phantoms()).containsExactly("missing.py");
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void bytesBeforeTheArchiveAreAllowed() throws IOException {
        byte[] wheel = NativeWheel.builder().bytes();
        byte[] prefix = "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[prefix.length + wheel.length];
        System.arraycopy(prefix, 0, whole, 0, prefix.length);
        System.arraycopy(wheel, 0, whole, prefix.length, wheel.length);

        WheelReport report = scan(whole, InputMode.MMAP);

        assertThat(report.status()).isEqualTo(WheelStatus.OK);
        assertThat(report.elfFiles()).hasSize(2);
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void aReportDoesNotDependOnWhatWasScannedBefore() throws IOException {
        WheelScanner used = new WheelScanner(InputMode.MMAP);
        Path first = NativeWheel.builder().writeTo(folder);
        Path second =
                wheel().elf("_other.so", ElfBuilder.library().soname("other")).writeTo(folder);

        WheelReport before = used.scan(first);
        WheelReport between = used.scan(second);

        assertThat(between.elfFiles()).extracting(ElfFile::path).containsExactly("_other.so");
        assertThat(List.of(untimed(used.scan(first)))).containsExactly(untimed(before));
    }

    private static WheelBuilder wheel() {
        return WheelBuilder.named("a-1.0-cp312-cp312-linux_x86_64.whl");
    }

    private WheelReport scan(WheelBuilder wheel, InputMode mode) throws IOException {
        return new WheelScanner(mode).scan(wheel.writeTo(folder));
    }

    private WheelReport scan(byte[] bytes, InputMode mode) throws IOException {
        return new WheelScanner(mode).scan(Files.write(folder.resolve("a-1.0-cp312-cp312-linux_x86_64.whl"), bytes));
    }

    /** The report without its times. */
    static WheelReport untimed(WheelReport report) {
        return new WheelReport(
                report.file(),
                report.name(),
                report.status(),
                report.reason(),
                report.entries(),
                report.distInfo(),
                report.elfFiles(),
                report.failures(),
                report.sbomComponents(),
                report.zipOddities(),
                new ScanCost(report.cost().bytesRead(), report.cost().bytesDecoded(), 0));
    }
}
