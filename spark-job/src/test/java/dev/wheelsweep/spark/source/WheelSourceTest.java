package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.MirrorListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source inside Spark: what a query opens, what it reports, what ends it. */
class WheelSourceTest {
    @TempDir
    private static Path mirror;

    @BeforeAll
    static void mirror() throws IOException {
        TestWheels.wheel(mirror, "alpha-1.0-py3-none-any.whl");
        TestWheels.wheel(mirror, "sub/Beta_Pkg-2.0-cp312-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl");
        Files.writeString(mirror.resolve("broken-1.0-py3-none-any.whl"), "<html>not found</html>");
        TestWheels.wheel(mirror, "invalid.whl");
        Files.createSymbolicLink(mirror.resolve("gone-1.0-py3-none-any.whl"), Path.of("nowhere"));
    }

    @Test
    void givesOneRowPerListedFileWhateverItsStatus() {
        Dataset<Row> rows = wheels().selectExpr("filename", "status", "reason", "failures.stage");

        assertThat(strings(rows))
                .containsExactlyInAnyOrder(
                        "[Beta_Pkg-2.0-cp312-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl,ok,null,ArraySeq()]",
                        "[alpha-1.0-py3-none-any.whl,ok,null,ArraySeq()]",
                        "[broken-1.0-py3-none-any.whl,unsupported,not_a_zip,ArraySeq(zip)]",
                        "[gone-1.0-py3-none-any.whl,vanished,file_vanished,ArraySeq(file)]",
                        "[invalid.whl,failed,invalid_name,ArraySeq(name)]");
        assertThat(metric(rows, "wheels")).isEqualTo(5);
        assertThat(metric(rows, "wheelsOpened")).isEqualTo(4);
        assertThat(metric(rows, "wheelsFailed")).isEqualTo(3);
    }

    @Test
    void readsWhatTheWheelSaysOfItself() {
        Dataset<Row> rows = wheels().where("project = 'alpha'")
                .selectExpr("entries", "generator", "root_is_purelib", "requires_python", "elf_files", "size(elf)");

        assertThat(strings(rows)).containsExactly("[4,by hand (1),true,>=3.9,0,0]");
        assertThat(metric(rows, "bytesRead")).isPositive();
        assertThat(metric(rows, "bytesDecoded")).isPositive();
    }

    @Test
    void aQueryForNamesAndTagsOpensNoWheel() {
        Dataset<Row> rows = wheels().select(NameColumns.SHAPE.columns().stream()
                .map(column -> functions.col(column.name()))
                .toArray(org.apache.spark.sql.Column[]::new));

        assertThat(rows.collectAsList()).hasSize(5);
        assertThat(metric(rows, "wheels")).isEqualTo(5);
        assertThat(metric(rows, "wheelsOpened")).isZero();
        assertThat(metric(rows, "bytesRead")).isZero();
    }

    @Test
    void countingOpensNoWheel() {
        Dataset<Row> count = wheels().groupBy().count();

        assertThat(strings(count)).containsExactly("[5]");
        assertThat(count.queryExecution().toString()).contains("wheels opened: none");
    }

    @Test
    void onlyTheNestedColumnsAskedForAreMade() {
        Dataset<Row> rows = wheels().selectExpr("tags.libc_minor", "elf.soname", "failures.offset");

        assertThat(rows.collectAsList()).hasSize(5);
        assertThat(rows.queryExecution()
                        .executedPlan()
                        .collectLeaves()
                        .head()
                        .schema()
                        .simpleString())
                .isEqualTo("struct<tags:array<struct<libc_minor:int>>,elf:array<struct<soname:string>>,"
                        + "failures:array<struct<offset:bigint>>>");
    }

    @Test
    void explodedListsArePrunedToo() {
        Dataset<Row> rows =
                wheels().selectExpr("project", "explode(tags) AS tag").select("project", "tag.platform_tag");

        assertThat(strings(rows))
                .contains("[alpha,any]", "[beta-pkg,manylinux2014_x86_64]", "[beta-pkg,manylinux_2_17_x86_64]");
        assertThat(readSchema(rows)).isEqualTo("struct<project:string,tags:array<struct<platform_tag:string>>>");
    }

    @Test
    void readsAnInventoryInsteadOfWalking(@TempDir Path folder) throws IOException {
        Path inventory = folder.resolve("inventory.jsonl");
        Inventory.write(
                inventory, MirrorListing.of(List.of(mirror.resolve("sub"))).files());

        Dataset<Row> rows = LocalSpark.session()
                .read()
                .format(WheelSource.NAME)
                .option(ReadOptions.INVENTORY, inventory.toString())
                .load();

        assertThat(strings(rows.select("project", "status"))).containsExactly("[beta-pkg,ok]");
    }

    @Test
    void readsSeveralFoldersAndFilesByPosition() {
        Dataset<Row> rows = LocalSpark.session()
                .read()
                .format(WheelSource.NAME)
                .option(ReadOptions.IO, "read")
                .load(
                        mirror.resolve("sub").toString(),
                        mirror.resolve("alpha-1.0-py3-none-any.whl").toString());

        assertThat(strings(rows.select("project", "status"))).containsExactlyInAnyOrder("[beta-pkg,ok]", "[alpha,ok]");
    }

    @Test
    void aMissingMirrorIsAnErrorThatNamesIt() {
        Dataset<Row> rows = LocalSpark.session()
                .read()
                .format(WheelSource.NAME)
                .load(mirror.resolve("missing").toString());

        assertThatThrownBy(rows::count)
                .rootCause()
                .hasMessageContaining(mirror.resolve("missing").toString());
    }

    private static Dataset<Row> wheels() {
        return LocalSpark.session().read().format(WheelSource.NAME).load(mirror.toString());
    }

    private static List<String> strings(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }

    private static String readSchema(Dataset<Row> rows) {
        return scan(rows).schema().simpleString();
    }

    private static SparkPlan scan(Dataset<Row> rows) {
        return rows.queryExecution().executedPlan().collectLeaves().head();
    }

    /** The sum over all tasks of a query that has run, as Spark's own web page shows it. */
    private static long metric(Dataset<Row> rows, String name) {
        return scan(rows).metrics().apply(name).value();
    }
}
