package dev.wheelsweep.spark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.cli.Wheels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** Reports for people, compared character by character. */
class TextReportsTest {
    @TempDir
    private Path folder;

    @Test
    void anHonestWheelTakesTwoLines() throws IOException {
        assertThat(check(Wheels.honest().writeTo(folder))).isEqualTo("""
                honest-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl
                  honest       manylinux_2_17_x86_64, manylinux2014_x86_64 (1 ELF file, GLIBC 2.17)
                """);
    }

    @Test
    void anOverclaimingWheelNamesTheTagsTheSuggestionAndTheReasons() throws IOException {
        assertThat(check(Wheels.overclaiming().writeTo(folder))).isEqualTo("""
                over-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl
                  overclaims   manylinux_2_17_x86_64, manylinux2014_x86_64
                  could say    manylinux_2_36_x86_64
                  because      over/_a.so needs GLIBC_2.36 of libc.so.6 (arc4random), as a weak reference
                               over/_a.so needs GLIBC_2.34 of libc.so.6 (dlclose, dlopen, dlsym, +2)
                               over/_b.so needs GLIBC_2.25 of libc.so.6 (getentropy)
                  error        executable_stack: The file requires an executable stack: glibc 2.41 and later refuse to load it.
                               over/_c.so
                """);
    }

    @Test
    void anUnderclaimingWheelNamesTheOlderTag() throws IOException {
        assertThat(check(Wheels.underclaiming().writeTo(folder))).isEqualTo("""
                under-1.0-cp312-cp312-manylinux_2_28_x86_64.whl
                  underclaims  manylinux_2_28_x86_64
                  could say    manylinux_2_17_x86_64, which installs on more systems
                  because      under.so needs GLIBC_2.14 of libc.so.6 (memcpy)
                """);
    }

    @Test
    void anUnportableWheelNamesTheReason() throws IOException {
        assertThat(check(Wheels.obstructed().writeTo(folder))).isEqualTo("""
                local-1.0-cp312-cp312-linux_x86_64.whl
                  honest       linux_x86_64 (1 ELF file, GLIBC 2.2.5)
                  not portable local.so needs libfoo.so.3, which neither the wheel nor the tag provides
                  info         index_would_reject: PyPI's upload rules of 2026-08-21 reject the file.
                               the platform tag linux_x86_64
                """);
    }

    @Test
    void aDistributionThatIsKnownToBringALibraryIsNamed() throws IOException {
        Path wheel = WheelBuilder.named("gpu-1.0-cp312-cp312-linux_x86_64.whl")
                .elf(
                        "gpu.so",
                        ElfBuilder.library().needed(Wheels.LIBC, "libcublas.so.12", "libtbb.so.12", "libfoo.so.3"))
                .requires("nvidia_cublas-cu12 >=12")
                .writeTo(folder);

        assertThat(check(wheel)).contains("""
                  suppliers    libcublas.so.12 comes with nvidia_cublas-cu12, which Requires-Dist names
                               libtbb.so.12 is known to come with tbb, which Requires-Dist does not name
                """);
    }

    @Test
    void aTagOfAGlibcWithoutPolicyIsNotCalledUnportable() throws IOException {
        Path wheel = WheelBuilder.named("new-1.0-py3-none-manylinux_2_99_x86_64.whl")
                .elf("a.so", ElfBuilder.library().needed(Wheels.LIBC).need(Wheels.LIBC, "GLIBC_2.99", "future"))
                .writeTo(folder);

        assertThat(check(wheel)).isEqualTo("""
                new-1.0-py3-none-manylinux_2_99_x86_64.whl
                  honest       manylinux_2_99_x86_64 (1 ELF file, GLIBC 2.99)
                """);
    }

    @Test
    void aWheelThatNeedsADeviceNamesTheStackAndTheDriver() throws IOException {
        Path wheel = WheelBuilder.named("gpu-1.0-py3-none-linux_x86_64.whl")
                .elf("a.so", ElfBuilder.library().needed("libcudart.so.12", "libamdhip64.so.6"))
                .writeTo(folder);

        assertThat(check(wheel)).contains("""
                          device       cuda 12, driver 525.60.13 or later: libcudart.so.12
                          device       rocm 6, driver 5.6 or later: libamdhip64.so.6
                        """);
    }

    @Test
    void anOlderMuslIsReportedUnderItsOwnName() throws IOException {
        Path wheel = WheelBuilder.named("old-1.0-py3-none-musllinux_1_1_x86_64.whl")
                .elf("a.so", ElfBuilder.library().needed("libc.musl-x86_64.so.1"))
                .writeTo(folder);

        assertThat(check(wheel)).isEqualTo("""
                old-1.0-py3-none-musllinux_1_1_x86_64.whl
                  honest       musllinux_1_1_x86_64 (1 ELF file)
                """);
    }

    @Test
    void totalsFollowSeveralWheels() throws IOException {
        Wheels.honest().writeTo(folder);
        Wheels.overclaiming().writeTo(folder);
        Wheels.underclaiming().writeTo(folder);
        Wheels.pure().phantom("gone.py").writeTo(folder);
        Files.writeString(folder.resolve("page-1.0-py3-none-any.whl"), "<html>404</html>");

        assertThat(check(folder))
                .contains("""
                        page-1.0-py3-none-any.whl
                          unsupported  neither a local header at the start nor an end record at the end (zip, not_a_zip at offset 0)
                        pure-1.0-py3-none-any.whl
                          not judged   no ELF files among 4 entries
                          warning      phantom_record: RECORD lists a file that is not in the archive.
                                       gone.py
                        """)
                .endsWith(
                        "5 wheels: 1 honest, 1 overclaiming, 1 underclaiming, 1 not judged, 1 unread, 1 error, 1 warning\n");
    }

    @Test
    void anUnreadElfFileIsNamedInsteadOfACleanVerdict() throws IOException {
        byte[] corrupt = ElfBuilder.library().bytes();
        corrupt[4] = 7; // EI_CLASS
        assertThat(check(Wheels.honest().file("bad.so", corrupt).writeTo(folder)))
                .isEqualTo("""
                        honest-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl
                          partial      1 of 5 entries cannot be read
                          not judged   bad.so cannot be read (1 ELF file read)
                          warning      unread_entry: An entry cannot be read, so nothing is known of what it needs.
                                       bad.so (bad_elf_header)
                          unread       bad.so: EI_CLASS is 7 (elf, bad_elf_header at offset 4)
                        """);
        assertThat(check(Wheels.pure().file("bad.so", corrupt).writeTo(folder)))
                .contains("  not judged   bad.so cannot be read (0 ELF files read)\n")
                .doesNotContain("no ELF files");
        assertThat(check(Wheels.overclaiming().file("bad.so", corrupt).writeTo(folder)))
                .contains(
                        "  partial      1 of 7 entries cannot be read\n",
                        "  overclaims   manylinux_2_17_x86_64, manylinux2014_x86_64\n");
    }

    @Test
    void theFirstNeedsAreShownAndTheRestAreCounted() throws IOException {
        WheelBuilder wheel = WheelBuilder.named(Wheels.OVERCLAIMING);
        for (int i = 10; i < 25; i++) {
            wheel.elf("a%d.so".formatted(i), ElfBuilder.library().need(Wheels.LIBC, "GLIBC_2.34", "dlopen"));
        }
        assertThat(check(wheel.writeTo(folder))).contains("""
                                       a19.so needs GLIBC_2.34 of libc.so.6 (dlopen)
                                       and 5 more: --format json lists them
                        """).doesNotContain("a20.so");
    }

    @Test
    void manyVersionsAreReportedInReasonableTime() throws IOException {
        ElfBuilder elf = ElfBuilder.library();
        for (int i = 0; i < 30_000; i++) {
            elf.need("lib.so", "N" + i + "_1");
        }
        Path wheel = WheelBuilder.named(Wheels.OVERCLAIMING).elf("a.so", elf).writeTo(folder);

        assertThat(Assertions.assertTimeout(Duration.ofSeconds(20), () -> check(wheel)))
                .hasLineCount(3);
    }

    /** A name that clears the screen, rings the bell, reverses the line, and forges another line. */
    @Test
    void terminalEscapesInNamesAreMadeVisible() throws IOException {
        String evil = "a\u001b[2J\u0007\u009b\u202e\u2028\n  honest  fine\ud83d\ude00.so";
        byte[] corrupt = ElfBuilder.library().bytes();
        corrupt[4] = 7; // EI_CLASS
        String text = check(WheelBuilder.named(Wheels.PURE).file(evil, corrupt).writeTo(folder));

        assertThat(text)
                .contains("a\\u{1b}[2J\\u{7}\\u{9b}\\u{202e}\\u{2028}\\u{a}  honest  fine\ud83d\ude00.so: ")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]");
        assertThat(text.lines()).noneMatch(line -> line.startsWith("  honest"));
    }

    @Test
    void isColouredOnRequest() throws IOException {
        StringWriter out = new StringWriter();
        try (TextReports reports = new TextReports(
                new PrintWriter(out), Ansi.ON, LocalDate.EPOCH, Detail.USUAL, severity -> severity == Severity.ERROR)) {
            reports.write(CheckedWheels.read(Wheels.honest().writeTo(folder)));
        }

        assertThat(out.toString())
                .startsWith("\u001b[1m" + Wheels.HONEST + "\u001b[0m")
                .contains("  \u001b[32mhonest\u001b[0m       manylinux_2_17_x86_64");
    }

    @Test
    void quietReportsOnlyWhatFails() throws IOException {
        Wheels.honest().phantom("gone.py").writeTo(folder);
        Wheels.overclaiming().writeTo(folder);
        Files.writeString(folder.resolve("page-1.0-py3-none-any.whl"), "<html>");

        String quiet = Outcome.of("check", "-q", folder).out();

        assertThat(quiet.lines().filter(line -> !line.startsWith(" ")))
                .containsExactly(Wheels.OVERCLAIMING, "page-1.0-py3-none-any.whl");
        assertThat(Outcome.of("check", "--quiet", "--fail-on", "warning", folder)
                        .out())
                .startsWith(Wheels.HONEST);
        assertThat(Outcome.of("check", "--quiet", "--fail-on", "none", folder).out())
                .startsWith("page-1.0");
    }

    @Test
    void verboseListsEveryFile() throws IOException {
        WheelBuilder many = WheelBuilder.named(Wheels.PURE);
        for (int i = 0; i < 7; i++) {
            many.phantom("gone/%d.py".formatted(i));
        }
        Path wheel = many.writeTo(folder);

        assertThat(check(wheel)).contains("gone/2.py, +4").doesNotContain("gone/6.py");
        assertThat(Outcome.of("check", "-v", wheel).out())
                .contains("gone/2.py, gone/3.py")
                .contains("gone/6.py\n");
    }

    @Test
    void quietAndVerboseAreNotBoth() throws IOException {
        Outcome outcome = Outcome.of("check", "-q", "-v", Wheels.pure().writeTo(folder));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("give --quiet or --verbose, not both");
    }

    private static String check(Path path) {
        return Outcome.of("check", path).out();
    }
}
