package dev.wheelsweep.spark.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a disk makes of {@code sweeps/ID.json} or {@code generation.json}: it is a whole record, or named as damaged. */
class RecordFuzzTest {
    private static final String RECORD = "{\"sweep\": \"20261122T021500Z\", \"started\": \"2026-11-22T02:15:00Z\","
            + " \"mirrors\": [\"/srv\"], \"scope\": \"all\", \"listed\": 1, \"statuses\": {\"ok\": 1},"
            + " \"facts_sweeps\": {\"20261122T021500Z\": 1}, \"indexes\": [{\"mirror\": \"a\", \"serial\": [\"7\"]}],"
            + " \"policy_id\": \"p\", \"verdicts\": {\"honest\": 1}, \"findings\": {}, \"rows\": {\"wheels\": 1}}";
    private static final String GENERATION =
            "{\"generation\": \"20261122T021500Z\", \"sweeps\": [\"20261122T021500Z\"],"
                    + " \"verdicts\": {\"p\": [\"20261122T021500Z\"]}}";

    static Stream<byte[]> seeds() {
        return Stream.of(
                        RECORD,
                        RECORD.replace(": 1}", ": null}"),
                        RECORD.replace("[\"/srv\"]", "[null]"),
                        RECORD.replace("20261122T021500Z", "../x"),
                        RECORD.replace(": 1", ": -1"),
                        GENERATION,
                        GENERATION.replace("\"p\"", "\"../..\""),
                        GENERATION.replace("\"p\"", "\"..:..\""),
                        GENERATION.replace("\"p\"", "\"..\""),
                        GENERATION.replace("[\"2026", "[null, \"2026"),
                        "{}",
                        "null",
                        "[]",
                        "",
                        "\0\0\0\0",
                        "\0\0\0{")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyRecordIsWholeOrDamaged(byte[] file) throws JsonProcessingException, DamagedFileException {
        try {
            SweepRecord record = SweepRecord.DOCUMENT.parse("record", file);
            assertThat(record.factsSweepIds())
                    .allSatisfy(sweep -> assertThat(sweep.next()).isNotNull());
            record.statuses()
                    .values()
                    .forEach(count -> assertThat(count.longValue()).isNotNegative());
            // What it means survives being written again.
            assertThat(SweepRecord.DOCUMENT.parse("again", record.json().getBytes(UTF_8)))
                    .isEqualTo(record);
        } catch (DamagedFileException damaged) {
            assertIsNamed(damaged);
        }
        try {
            Generation generation = Generation.DOCUMENT.parse("record", file);
            DatasetLayout dataset = new DatasetLayout(new Path("/dataset"));
            for (String policy : generation.verdicts().keySet()) {
                for (String sweep : generation.verdicts().get(policy)) {
                    assertThat(generation.hasVerdicts(policy, new SweepId(sweep)))
                            .isTrue();
                    // A later compaction removes this folder.
                    assertThat(dataset.verdicts(policy, new SweepId(sweep)).toString())
                            .startsWith("/dataset/verdicts/");
                }
            }
        } catch (DamagedFileException damaged) {
            assertIsNamed(damaged);
        }
    }

    private static void assertIsNamed(DamagedFileException damaged) {
        assertThat(damaged.file()).isEqualTo("record");
        assertThat(damaged.damage()).isNotEmpty();
        assertThat(damaged.remedy()).contains("backup");
    }
}
