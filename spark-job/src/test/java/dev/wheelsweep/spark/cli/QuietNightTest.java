package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSpark;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a mirror after a night in which nothing changed is what they said the night before. */
class QuietNightTest {
    private static final int PARTIAL = 4;
    private static final String LIBC = Wheels.LIBC;

    private static final List<String> STATE = List.of(
            "16 wheels: failed 12, ok 3, partial 1\n",
            "failures: bad_elf_header 1, no_end_of_central_directory 12\n",
            "unread, or not read whole: 13\n  cut10-1.0-py3-none-any.whl (failed, no_end_of_central_directory)\n",
            "  and 3 more: wheelsweep query unreadable-wheels lists them\n",
            "verdicts: honest 2, overclaims 1, unknown 1\n",
            "worst offenders, by violations: over-1.0-",
            "  aarch64             1          1   glibc 2.17: 1\n",
            "  x86_64              3          5   glibc 2.17: 1, glibc 2.34: 2\n");

    @TempDir
    private Path folder;

    private Path mirror;
    private Path dataset;

    @BeforeEach
    void makeTheMirror() throws IOException {
        LocalSpark.stop();
        mirror = folder.resolve("mirror");
        dataset = folder.resolve("dataset");
        Wheels.honest().writeTo(mirror);
        Wheels.overclaiming().writeTo(mirror);
        byte[] corrupt = ElfBuilder.library().bytes();
        corrupt[4] = 7; // EI_CLASS
        WheelBuilder.named("part-1.0-cp312-cp312-manylinux_2_17_x86_64.whl")
                .file("bad.so", corrupt)
                .writeTo(mirror);
        WheelBuilder.named("two-1.0-cp312-cp312-manylinux_2_34_x86_64.manylinux_2_34_aarch64.whl")
                .elf("new.so", ElfBuilder.library().needed(LIBC).need(LIBC, "GLIBC_2.34", "dlopen"))
                .elf(
                        "old.so",
                        ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64)
                                .needed(LIBC)
                                .need(LIBC, "GLIBC_2.17", "free"))
                .writeTo(mirror);
        byte[] whole = Wheels.honest().bytes();
        for (int i = 10; i < 22; i++) {
            Files.write(
                    mirror.resolve("cut%d-1.0-py3-none-any.whl".formatted(i)), Arrays.copyOf(whole, whole.length / 2));
        }
    }

    @Test
    void keepsTheStateOfTheMirror() throws IOException {
        Path metrics = folder.resolve("sweep.prom");
        Outcome first = sweep("--metrics", metrics.toString());
        List<String> counted = counts(metrics);

        assertThat(first.code()).isEqualTo(PARTIAL);
        assertThat(first.out())
                .contains(STATE)
                .contains("this sweep: failed 12, ok 3, partial 1; verdicts: honest 2, overclaims 1, ");
        assertThat(counted)
                .contains("wheelsweep_wheels status=partial 1.0", "wheelsweep_verdicts verdict=overclaims 1.0")
                .contains("wheelsweep_swept_files status=ok 3.0");

        Outcome second = sweep("--metrics", metrics.toString());

        assertThat(second.code()).as("unread wheels stay unread").isEqualTo(PARTIAL);
        assertThat(second.out()).contains(STATE).contains("\nthis sweep: unchanged 16\n");
        assertThat(counts(metrics))
                .as("only what this sweep did is another")
                .containsAll(counted.stream()
                        .filter(line -> !line.contains("swept_files"))
                        .toList())
                .contains("wheelsweep_swept_files status=unchanged 16.0");

        Wheels.underclaiming().writeTo(mirror);
        Files.delete(mirror.resolve("cut10-1.0-py3-none-any.whl"));
        Outcome third = sweep("--metrics", metrics.toString());

        assertThat(third.code()).isEqualTo(PARTIAL);
        assertThat(third.out())
                .startsWith("17 wheels: failed 11, ok 4, partial 1, vanished 1\n")
                .contains("verdicts: honest 2, overclaims 1, underclaims 1, unknown 1\n")
                .contains("this sweep: ok 1, unchanged 15, vanished 1; verdicts: underclaims 1\n");

        assertThat(Outcome.interpreted("report", dataset, "--master", "local[2]")
                        .out())
                .as("by Spark")
                .isEqualTo(third.out());
        assertThat(report()).isEqualTo(third.out());
        Path html = folder.resolve("report.html");
        assertThat(Outcome.of("report", dataset, "--html", html).code()).isZero();
        assertThat(Files.readString(html))
                .contains("<b>1</b> overclaim<", "<b>1</b> verdict unknown<")
                .contains("part-1.0-cp312-cp312-manylinux_2_17_x86_64.whl", "cut11-1.0-py3-none-any.whl");
        assertThat(Outcome.of("report", dataset, "--html", folder.resolve("report") + "/")
                        .out())
                .isEqualTo(folder.resolve("report/index.html") + "\n");
        assertThat(folder.resolve("report/projects/part.html")).content().contains("part-1.0-cp312", "bad.so");
        assertThat(query("coverage"))
                .isEqualTo("status,files,bytes,unchanged\nfailed,11,N,11\nok,4,N,3\npartial,1,N,1\nvanished,1,N,0\n");
        assertThat(query("unreadable-wheels")).contains(",bad.so,elf,bad_elf_header,partial\n");

        assertThat(Outcome.interpreted("compact", dataset, "--prune", "--master", "local[2]")
                        .code())
                .isZero();
        assertThat(Outcome.interpreted("compact", dataset, "--prune", "--master", "local[2]")
                        .code())
                .isZero();
        assertThat(report()).as("also of compacted rows").isEqualTo(third.out());
    }

    private Outcome sweep(String... more) {
        LocalSpark.stop();
        Object[] arguments = Stream.concat(
                        Stream.of(
                                "sweep",
                                mirror,
                                "--dataset",
                                dataset,
                                "--master",
                                "local[2]",
                                "--conf",
                                "spark.sql.shuffle.partitions=1"),
                        Arrays.stream(more))
                .toArray();
        return Outcome.interpreted(arguments);
    }

    private String report() {
        return Outcome.of("report", dataset).out();
    }

    private String query(String name) {
        return Outcome.of("query", name, dataset, "--format", "csv")
                .out()
                .replace("\r\n", "\n")
                .replaceAll("(?m)^(failed|ok|partial|vanished),(\\d+),\\d*,", "$1,$2,N,");
    }

    /** The counts, without the labels that all metrics have. */
    private static List<String> counts(Path metrics) throws IOException {
        return Files.readAllLines(metrics).stream()
                .filter(line -> line.matches("wheelsweep_(wheels|verdicts|findings|swept_files)\\{.*"))
                .map(line -> line.replaceAll("\\{.*,(\\w+)=\"(\\w+)\"\\}", " $1=$2"))
                .toList();
    }
}
