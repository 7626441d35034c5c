package dev.wheelsweep.spark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.install.Candidates;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.policy.PolicyEngine;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.core.system.SystemCatalog;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.cli.output.SweepVerdictsJson;
import dev.wheelsweep.spark.cli.output.SweepVerdictsText;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.columns.WheelVerdict;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.sweep.BuiltMirror;
import dev.wheelsweep.spark.sweep.Sweep;
import dev.wheelsweep.spark.sweep.SweepTest;
import dev.wheelsweep.spark.systems.ChosenSystems;
import dev.wheelsweep.spark.systems.SystemPython;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdicts that a sweep publishes, and those of other policies on its facts after the mirror was deleted. */
class SweepJudgeTest {
    private static final String BUILT_IN = PolicyCatalog.builtIn().id();

    /** Of aarch64; nothing else in the policies looks like it. */
    private static final String GRANTED = "[\"2.0\", \"2.17\", \"2.18\"]";

    @TempDir
    private static Path folder;

    private static org.apache.hadoop.fs.Path dataset;
    private static SweepRecord sweep;
    private static List<String> judgedDirectly;

    @BeforeAll
    static void sweep() throws Exception {
        Path mirror = folder.resolve("mirror");
        NativeWheel.builder().writeTo(mirror);
        WheelBuilder.named("steady-1.0-cp312-cp312-manylinux_2_17_aarch64.whl")
                .elf(
                        "steady.so",
                        ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64)
                                .needed("libc.so.6")
                                .need("libc.so.6", "GLIBC_2.17", "memcpy")
                                .exporting("PyInit_steady"))
                .writeTo(mirror);
        BuiltMirror.pure().writeTo(mirror);
        Files.writeString(mirror.resolve("page-1.0-py3-none-any.whl"), "<html>404</html>");
        List<WheelFile> listed = MirrorListing.of(List.of(mirror)).files();
        dataset = new org.apache.hadoop.fs.Path(folder.resolve("dataset").toUri());
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T02:15:00Z"), ZoneOffset.UTC);
        new Sweep(LocalSpark.session(), dataset, clock).run(List.of(), listed, InputMode.MMAP);
        PublishedSweeps sweeps = new PublishedSweeps(dataset, new Configuration());
        sweep = sweeps.record(sweeps.ids().get(0));
        judgedDirectly = judgedDirectly(listed);
        for (WheelFile wheel : listed) {
            Files.delete(wheel.path());
        }
    }

    /** The verdict of the engine on the scanned wheel, without stored rows between them. */
    private static List<String> judgedDirectly(List<WheelFile> listed) throws IOException {
        PolicyEngine engine = new PolicyEngine(PolicyCatalog.builtIn());
        ChosenSystems systems = new ChosenSystems(SystemCatalog.builtIn().all(), Optional.empty(), Optional.empty());
        Candidates candidates = SystemPython.candidates(
                SystemPython.allOf(SystemCatalog.builtIn().all()));
        WheelScanner scanner = new WheelScanner(InputMode.READ);
        List<Row> rows = new ArrayList<>();
        for (WheelFile wheel : listed) {
            Optional<Subject> subject = Subject.of(scanner.scan(wheel.path()));
            subject.ifPresent(it -> {
                Judgement judgement = engine.judge(it);
                rows.add(VerdictColumns.row(new WheelVerdict(
                        wheel.location(),
                        it.name(),
                        judgement,
                        systems.broken(it, judgement),
                        candidates.of(ChosenSystems.file(it)),
                        it.requiresDist())));
            });
        }
        return json(LocalSpark.session().createDataFrame(rows, VerdictColumns.schema()));
    }

    @Test
    void aSweepPublishesWhatJudgingItsReportsGives() {
        assertThat(json(verdicts(BUILT_IN)))
                .containsExactlyElementsOf(judgedDirectly)
                .hasSize(3);
        assertThat(sweep.policyId()).isEqualTo(BUILT_IN);
        assertThat(sweep.verdicts())
                .isEqualTo(
                        Map.of("honest", 1L, "overclaims", 1L, "underclaims", 0L, "not_applicable", 1L, "unknown", 0L));
    }

    @Test
    void theTableWheelsHasVerdictsAndFacts() {
        assertThat(strings(table(FlatTable.WHEELS).selectExpr("project", "status", "policy", "verdict")))
                .containsExactly(
                        "[demo-pkg,ok,linux_x86_64,overclaims]",
                        "[page,unsupported,null,null]",
                        "[pure,ok,null,not_applicable]",
                        "[steady,ok,manylinux_2_17_aarch64,honest]");
    }

    @Test
    void everyClaimedTagHasARowWithTheEvidence() {
        Dataset<Row> verdicts = table(FlatTable.VERDICTS);

        assertThat(strings(
                        verdicts.selectExpr("project", "tag", "satisfied", "axis", "size(evidence) > 0", "policy_id")))
                .containsExactly(
                        "[demo-pkg,manylinux2014_x86_64,false,symbols,true," + BUILT_IN + "]",
                        "[demo-pkg,manylinux_2_17_x86_64,false,symbols,true," + BUILT_IN + "]",
                        "[pure,any,null,null,false," + BUILT_IN + "]",
                        "[steady,manylinux_2_17_aarch64,true,null,false," + BUILT_IN + "]");
        assertThat(strings(verdicts.where("tag = 'manylinux_2_17_x86_64'").selectExpr("inline(evidence)")))
                .contains(
                        "[symbols," + NativeWheel.VENDORED
                                + ",libc.so.6,GLIBC_PRIVATE,ArraySeq(__libc_dlopen_mode),false]",
                        "[symbols," + NativeWheel.EXTENSION + ",libc.so.6,GLIBC_2.34,ArraySeq(pthread_create),true]");
    }

    @Test
    void everyFindingIsARow() {
        Dataset<Row> findings = table(FlatTable.FINDINGS);

        assertThat(strings(findings.selectExpr("project", "path", "id", "severity", "length(detail) > 0")))
                .contains("[demo-pkg," + NativeWheel.VENDORED + ",tag_violated,error,true]");
        assertThat(findings.where("severity = 'error'").count())
                .isEqualTo(sweep.findings().get("error"));
    }

    @Test
    void everySystemOnWhichAnInstalledWheelDoesNotLoadIsARow() {
        Dataset<Row> failures = table(FlatTable.LOAD_FAILURES);

        assertThat(strings(failures.selectExpr(
                        "project",
                        "system",
                        "arch",
                        "python",
                        "installer",
                        "kind",
                        "path",
                        "loaded_first",
                        "library",
                        "symbol_version",
                        "symbol")))
                .containsExactly("[demo-pkg,ubuntu:13.04,x86_64,3.12,pip 26.3,missing_version,"
                        + NativeWheel.EXTENSION + "," + NativeWheel.EXTENSION
                        + ",libstdc++.so.6,GLIBCXX_3.4.19,null]");
    }

    @Test
    void theSamePoliciesWriteNothing() throws Exception {
        List<String> before = SweepTest.files(folder);

        SweepVerdicts again = judge(PolicySource.BUILT_IN);

        assertThat(again.isNew()).isFalse();
        assertThat(again.difference()).isEmpty();
        assertThat(again.counts().verdicts()).isEqualTo(sweep.verdicts());
        assertThat(again.counts().findings()).isEqualTo(sweep.findings());
        assertThat(SweepVerdictsText.of(again)).contains("nothing written: these verdicts are already in ");
        assertThat(SweepTest.files(folder)).isEqualTo(before);
    }

    @Test
    void thePoliciesUnderAnotherNameAddTheSameVerdicts() throws Exception {
        List<String> before = SweepTest.files(folder.resolve("dataset"));

        SweepVerdicts renamed = judge(PolicySource.file(policyFile("same", GRANTED, GRANTED)));

        assertThat(renamed.isNew()).isTrue();
        assertThat(renamed.policyId()).isNotEqualTo(BUILT_IN).startsWith("same-");
        assertThat(json(verdicts(renamed.policyId()).drop("policy_id")))
                .isEqualTo(json(verdicts(BUILT_IN).drop("policy_id")));
        assertThat(renamed.difference()).contains(new PolicyDifference(BUILT_IN, List.of()));
        assertThat(SweepTest.files(folder.resolve("dataset")))
                .containsAll(before)
                .filteredOn(file -> !before.contains(file))
                .isNotEmpty()
                .allMatch(file -> file.startsWith("verdicts/" + renamed.policyId() + "/" + sweep.sweep()));
    }

    @Test
    void oneNumberInThePoliciesChangesTheVerdictsConcerned() throws Exception {
        PolicySource stricter = PolicySource.file(policyFile("stricter", GRANTED, GRANTED.replace("2.17", "2.16")));

        SweepVerdicts judged = judge(stricter);

        assertThat(judged.difference())
                .contains(new PolicyDifference(
                        BUILT_IN, List.of(new PolicyDifference.VerdictChange("honest", "overclaims", 1))));
        assertThat(judged.counts().verdicts())
                .isEqualTo(
                        Map.of("honest", 0L, "overclaims", 2L, "underclaims", 0L, "not_applicable", 1L, "unknown", 0L));
        assertThat(SweepVerdictsText.of(judged))
                .startsWith("sweep 20261122T021500Z by stricter-")
                .contains(": 3 wheels judged\nverdicts: overclaims 2, not_applicable 1\n")
                .contains("compared with " + BUILT_IN)
                .contains("1  honest -> overclaims\npublished in ");
        assertThat(new ObjectMapper().readTree(SweepVerdictsJson.of(judged)).get("compared_with"))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"policy_id\": \"%s\", \"changes\": [%s]}"
                                .formatted(
                                        BUILT_IN,
                                        "{\"before\": \"honest\", \"after\": \"overclaims\", \"wheels\": 1}")));
        assertThat(strings(verdicts(judged.policyId())
                        .where("project = 'steady'")
                        .selectExpr("policy", "inline(claims)")
                        .selectExpr("policy", "axis", "inline(evidence)")))
                .containsExactly(
                        "[linux_aarch64,symbols,symbols,steady.so,libc.so.6,GLIBC_2.17,ArraySeq(memcpy),false]");
    }

    @Test
    void driverAndSparkJudgeAlike() throws Exception {
        String stricter = GRANTED.replace("2.17", "2.15");
        PolicySource forDriver = PolicySource.file(policyFile("driver", GRANTED, stricter));
        PolicySource forSpark = PolicySource.file(policyFile("spark", GRANTED, stricter));

        SweepVerdicts driver = SweepJudge.withoutSpark(
                        LocalSpark.session().sparkContext().hadoopConfiguration(), dataset, sweep)
                .orElseThrow()
                .run(sweep, forDriver);
        SweepVerdicts spark = judge(forSpark);

        assertThat(json(verdicts(driver.policyId()).drop("policy_id")))
                .isEqualTo(json(verdicts(spark.policyId()).drop("policy_id")));
        assertThat(verdicts(driver.policyId()).schema().treeString())
                .isEqualTo(verdicts(spark.policyId()).schema().treeString());
        assertThat(driver.isNew()).isTrue();
        assertThat(driver.counts()).isEqualTo(spark.counts());
        assertThat(driver.difference()).isEqualTo(spark.difference());
    }

    private static SweepVerdicts judge(PolicySource policy) throws IOException {
        return new SweepJudge(LocalSpark.session(), dataset).run(sweep, policy);
    }

    /** The built-in policies under another name, one text in them exchanged. */
    private static Path policyFile(String name, String text, String other) throws IOException {
        try (InputStream builtIn = PolicyCatalog.class.getResourceAsStream("policies.json")) {
            String json = new String(builtIn.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(json).containsOnlyOnce(text);
            return Files.writeString(
                    folder.resolve(name + ".json"),
                    json.replace(text, other).replaceFirst("\"name\": \"[^\"]+\"", "\"name\": \"" + name + "\""));
        }
    }

    private static Dataset<Row> verdicts(String policyId) {
        return LocalSpark.session()
                .read()
                .parquet(new DatasetLayout(dataset)
                        .verdicts(policyId, new SweepId(sweep.sweep()))
                        .toString())
                .drop("sweep");
    }

    private static Dataset<Row> table(FlatTable table) {
        return LocalSpark.session()
                .read()
                .parquet(new DatasetLayout(dataset).table(table).toString());
    }

    private static List<String> json(Dataset<Row> rows) {
        return rows.orderBy("wheel_path").toJSON().collectAsList();
    }

    private static List<String> strings(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }
}
