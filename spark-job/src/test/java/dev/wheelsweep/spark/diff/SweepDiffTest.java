package dev.wheelsweep.spark.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.core.wheel.ProjectName;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.sweep.Sweep;
import dev.wheelsweep.spark.sweep.SweepInput;
import dev.wheelsweep.spark.sweep.SweepRequest;
import dev.wheelsweep.spark.sweep.SweepRequest.Rereading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four nights.
 *
 * <pre>
 *   0   over (violates two tags, executable stack), pure, going
 *   1   over without the second fault, new (violates a tag), going vanished
 *   2   nothing changed
 *   3   all read again
 * </pre>
 */
class SweepDiffTest {
    private static final String OVER = "over-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
    private static final String NEW = "new-1.0-cp312-cp312-manylinux_2_17_x86_64.whl";
    private static final String LIBC = "libc.so.6";
    private static final Instant FIRST = Instant.parse("2026-11-22T02:15:00Z");

    @TempDir
    private static Path folder;

    private static List<SweepRecord> nights;
    private static SparkSession spark;

    @BeforeAll
    static void interpret() {
        spark = LocalSpark.interpreting();
    }

    @BeforeAll
    static void sweep() throws Exception {
        Path mirror = folder.resolve("mirror");
        nights = new ArrayList<>();
        WheelBuilder.named(OVER)
                .elf("a.so", violating())
                .elf(
                        "b.so",
                        ElfBuilder.library().needed(LIBC).exporting("PyInit_b").entry(22 /* DT_TEXTREL */, 0))
                .writeTo(mirror);
        WheelBuilder.named("pure-1.0-py3-none-any.whl").text("pure.py", "").writeTo(mirror);
        WheelBuilder.named("going-1.0-py3-none-any.whl").text("going.py", "").writeTo(mirror);
        night(mirror, Rereading.CHANGED);
        WheelBuilder.named(OVER).elf("a.so", violating()).writeTo(mirror);
        WheelBuilder.named(NEW).elf("new.so", violating()).writeTo(mirror);
        Files.delete(mirror.resolve("going-1.0-py3-none-any.whl"));
        night(mirror, Rereading.CHANGED);
        night(mirror, Rereading.CHANGED);
        night(mirror, Rereading.ALL);
    }

    private static ElfBuilder violating() {
        return ElfBuilder.library().needed(LIBC).exporting("PyInit_a").need(LIBC, "GLIBC_2.34", "dlopen");
    }

    private static void night(Path mirror, Rereading rereading) throws Exception {
        Clock clock = Clock.fixed(FIRST.plus(Duration.ofDays(nights.size())), ZoneOffset.UTC);
        nights.add(new Sweep(LocalSpark.session(), dataset(), clock)
                .run(
                        new SweepRequest(
                                List.of(mirror.toString()),
                                OptionalInt.empty(),
                                rereading,
                                InputMode.READ,
                                Verification.SAMPLE),
                        SweepInput.of(MirrorListing.of(List.of(mirror)).files())));
    }

    private static org.apache.hadoop.fs.Path dataset() {
        return new org.apache.hadoop.fs.Path(folder.resolve("dataset").toUri());
    }

    @Test
    void reportsNewChangedAndVanishedWheels() throws Exception {
        try (SweepDiff diff = diff(Optional.of(nights.get(0)), 1, Baseline.NONE)) {
            assertThat(wheels(diff))
                    .containsExactly(
                            "NEW " + NEW + " Optional.empty Optional[overclaims]",
                            "CHANGED " + OVER + " Optional[overclaims] Optional[overclaims]",
                            "VANISHED going-1.0-py3-none-any.whl Optional[not_applicable] Optional.empty");
            assertThat(findings(diff))
                    .containsExactly(
                            "NEW error tag_violated " + NEW
                                    + " Optional[new.so] Optional[manylinux_2_17_x86_64] GLIBC_2.34 of libc.so.6",
                            "VANISHED warning text_relocations " + OVER + " Optional[b.so] Optional.empty ");
            assertThat(diff.findings(ChangeKind.NEW, 1)).hasSize(1);
            assertThat(diff.wheels(ChangeKind.NEW, 0)).isEmpty();
        }
    }

    @Test
    void rowsOfAnEarlierSweepAreCompared() throws Exception {
        try (SweepDiff diff = diff(Optional.of(nights.get(0)), 1, Baseline.NONE);
                SweepDiff later = diff(Optional.of(nights.get(0)), 2, Baseline.NONE)) {
            assertThat(wheels(later)).isEqualTo(wheels(diff));
            assertThat(findings(later)).isEqualTo(findings(diff));
        }
    }

    @Test
    void readingAgainIsNoChange() throws Exception {
        for (int later : List.of(2, 3)) {
            try (SweepDiff diff = diff(Optional.of(nights.get(later - 1)), later, Baseline.NONE)) {
                assertThat(wheels(diff)).as("night %d", later).isEmpty();
                assertThat(findings(diff)).as("night %d", later).isEmpty();
            }
        }
    }

    @Test
    void inTheFirstSweepAllIsNewAndTagsCountOneByOne() throws Exception {
        try (SweepDiff diff = diff(Optional.empty(), 0, Baseline.NONE)) {
            DiffCounts counts = diff.counts();

            assertThat(counts.wheels(ChangeKind.NEW)).isEqualTo(3);
            assertThat(counts.findings(ChangeKind.NEW))
                    .containsEntry("error", 2L)
                    .containsKey("warning");
            assertThat(counts.findings(ChangeKind.VANISHED).values()).containsOnly(0L);
        }
    }

    @Test
    void aBaselineHidesWhatItNamesAndNothingElse() throws Exception {
        Baseline baseline = new Baseline(List.of(
                entry(1, "new", FindingId.TAG_VIOLATED),
                entry(2, "new", FindingId.TEXT_RELOCATIONS),
                entry(3, "over", FindingId.TAG_VIOLATED)));
        KnownFindings known = known(baseline);
        try (SweepDiff diff = diff(Optional.of(nights.get(0)), 1, baseline)) {
            assertThat(diff.counts().findings(ChangeKind.NEW)).containsEntry("error", 0L);
            assertThat(diff.counts().findings(ChangeKind.VANISHED)).containsEntry("warning", 1L);
            assertThat(diff.counts().known()).isEqualTo(1);
            assertThat(diff.findings(ChangeKind.NEW, 9)).isEmpty();
            assertThat(findings(diff)).hasSize(2);
        }
        // The violations of "over" are in an earlier sweep's rows, and still need their entry.
        assertThat(known.unused(nights.get(2)))
                .isEqualTo(baseline.suppressions().subList(1, 2));
        assertThat(known.unknown(nights.get(0))).containsEntry("error", 0L).containsEntry("warning", 1L);
        assertThat(known.unknown(nights.get(2))).isEqualTo(nights.get(2).findings());
    }

    /** Spark's default of 200 partitions is for large tables. */
    @Test
    void fewRowsTakeFewTasks() throws Exception {
        AtomicInteger tasks = new AtomicInteger();
        SparkListener counter = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd ended) {
                tasks.incrementAndGet();
            }
        };
        spark.conf().set("spark.sql.shuffle.partitions", "200");
        spark.sparkContext().addSparkListener(counter);
        try (SweepDiff diff = diff(Optional.of(nights.get(0)), 1, Baseline.NONE)) {
            assertThat(diff.counts().wheels(ChangeKind.NEW)).isEqualTo(1);
        } finally {
            spark.conf().set("spark.sql.shuffle.partitions", "2");
            spark.sparkContext().listenerBus().waitUntilEmpty();
            spark.sparkContext().removeSparkListener(counter);
        }

        assertThat(tasks).hasValueBetween(1, 100);
    }

    private static Suppression entry(int line, String project, FindingId finding) {
        return new Suppression(line, ProjectName.of(project), finding, "known", LocalDate.MAX);
    }

    private static KnownFindings known(Baseline baseline) throws Exception {
        return new KnownFindings(spark, rows(), baseline);
    }

    private static PublishedRows rows() throws Exception {
        return new PublishedRows(spark, dataset());
    }

    private static SweepDiff diff(Optional<SweepRecord> before, int after, Baseline baseline) throws Exception {
        return SweepDiff.between(spark, rows(), before, nights.get(after), known(baseline));
    }

    private static List<String> wheels(SweepDiff diff) {
        List<String> texts = new ArrayList<>();
        diff.wheels()
                .forEachRemaining(wheel -> texts.add(
                        "%s %s %s %s".formatted(wheel.change(), wheel.filename(), wheel.before(), wheel.after())));
        return texts;
    }

    private static List<String> findings(SweepDiff diff) {
        List<String> texts = new ArrayList<>();
        diff.findings()
                .forEachRemaining(finding -> texts.add("%s %s %s %s %s %s %s"
                        .formatted(
                                finding.change(),
                                finding.severity(),
                                finding.id(),
                                finding.filename(),
                                finding.file(),
                                finding.tag(),
                                finding.detail())));
        return texts;
    }
}
