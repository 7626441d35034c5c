package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a report derives from its ELF files and its name. */
class WheelReportTest {
    private static final ElfBuilder X86_64 = ElfBuilder.library();
    private static final ElfBuilder AARCH64 =
            ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64);
    /** x32 has no tag, and so no name. */
    private static final ElfBuilder NAMELESS =
            ElfBuilder.library(ElfLayout.ELF32, ByteOrder.LITTLE_ENDIAN, ElfBuilder.X86_64);

    private static final ElfBuilder GLIBC = ElfBuilder.library().needed("libc.so.6");
    private static final ElfBuilder MUSL = ElfBuilder.library().needed("libc.musl-x86_64.so.1");
    private static final ElfBuilder NO_LIBC = ElfBuilder.library().needed("libfoo.so");

    private record ArchCase(String tag, List<ElfBuilder> files, List<Arch> archs, Arch arch) {}

    private static final List<ArchCase> ARCHS = List.of(
            new ArchCase("linux_x86_64", List.of(X86_64, X86_64), List.of(Arch.X86_64), Arch.X86_64),
            new ArchCase("linux_x86_64", List.of(AARCH64), List.of(Arch.AARCH64), Arch.AARCH64),
            new ArchCase("linux_x86_64", List.of(X86_64, AARCH64), List.of(Arch.AARCH64, Arch.X86_64), null),
            new ArchCase("linux_x86_64", List.of(X86_64, NAMELESS), List.of(Arch.X86_64), Arch.X86_64),
            new ArchCase("linux_x86_64", List.of(NAMELESS), List.of(), null),
            new ArchCase("linux_x86_64", List.of(), List.of(), Arch.X86_64),
            new ArchCase("manylinux1_x86_64.linux_x86_64", List.of(), List.of(), Arch.X86_64),
            new ArchCase("linux_x86_64.linux_aarch64", List.of(), List.of(), null),
            new ArchCase("any", List.of(), List.of(), null));

    @Test
    void hasTheArchitectureOfItsFilesOrElseOfItsTags() throws IOException, FormatException {
        for (ArchCase it : ARCHS) {
            WheelReport report = report(it.tag(), it.files());

            assertThat(report.archs()).as(it.toString()).containsExactlyElementsOf(it.archs());
            assertThat(report.arch()).as(it.toString()).isEqualTo(Optional.ofNullable(it.arch()));
        }
    }

    private record LibcCase(List<ElfBuilder> files, Libc libc) {}

    private static final List<LibcCase> LIBCS = List.of(
            new LibcCase(List.of(), Libc.NONE),
            new LibcCase(List.of(NO_LIBC), Libc.NONE),
            new LibcCase(List.of(GLIBC, GLIBC), Libc.GLIBC),
            new LibcCase(List.of(NO_LIBC, MUSL), Libc.MUSL),
            new LibcCase(List.of(GLIBC, NO_LIBC, MUSL), Libc.MIXED));

    @Test
    void hasTheLibcThatItsFilesAgreeOn() throws IOException, FormatException {
        for (LibcCase it : LIBCS) {
            assertThat(report("linux_x86_64", it.files()).libc())
                    .as(it.toString())
                    .isEqualTo(it.libc());
        }
    }

    @Test
    void everyStatusIsWrittenInLowerCase() {
        assertThat(Arrays.stream(WheelStatus.values()).map(WheelStatus::column))
                .containsExactly(
                        "ok",
                        "partial",
                        "failed",
                        "unsupported",
                        "limit",
                        "changed",
                        "vanished",
                        "killed_scanner",
                        "unreadable_now");
    }

    private static WheelReport report(String platformTag, List<ElfBuilder> elfs) throws IOException, FormatException {
        String name = "a-1-py3-none-" + platformTag + ".whl";
        List<ElfFile> files = new ArrayList<>();
        for (ElfBuilder elf : elfs) {
            files.add(LoneElf.at("a%d.so".formatted(files.size()), elf));
        }
        return WheelReport.read(
                name,
                WheelFilename.parse(name),
                new WheelContents(files.size(), DistInfo.UNKNOWN, files, List.of(), List.of(), List.of(), 0, 0),
                0);
    }
}
