package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import dev.wheelsweep.spark.LocalSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wheel that needs more memory than the JVM has kills it twice; the third run of the same command does not open
 * the wheel, and reads all others.
 */
class KilledScannerTest {
    /** Enough for Spark, but not for a wheel of nearly as many files as are read, and as many more in its RECORD. */
    private static final String HEAP = "-Xmx128m";

    private static final int FILES = 130_000;

    /** What {@code -XX:+ExitOnOutOfMemoryError} exits with, at once, without informing Spark. */
    private static final int DEAD = 3;

    private static final int PARTIAL = 4;

    @TempDir
    private Path folder;

    @Test
    void theWheelIsReportedAndAllOthersAreRead() throws Exception {
        Path mirror = folder.resolve("mirror");
        NativeWheel.builder().writeTo(mirror);
        for (int i = 0; i < 8; i++) {
            WheelBuilder.named("pure-%d-py3-none-any.whl".formatted(i))
                    .text("pure.py", "")
                    .writeTo(mirror);
        }
        ofManyFiles("tensors-1.0-cp312-cp312-linux_x86_64.whl").writeTo(mirror);

        assertThat(sweep(mirror)).isEqualTo(DEAD);
        assertThat(sweep(mirror)).isEqualTo(DEAD);
        assertThat(folder.resolve("dataset/sweeps")).as("nothing is published").doesNotExist();
        assertThat(sweep(mirror)).isEqualTo(PARTIAL);

        assertThat(query("SELECT project, status, count(*) FROM mirror_files GROUP BY ALL ORDER BY project"))
                .containsExactly("[demo-pkg,ok,1]", "[pure,ok,8]", "[tensors,killed_scanner,1]");
        assertThat(query("SELECT count(*), count(DISTINCT wheel_path) FROM wheels"))
                .containsExactly("[10,10]");
        assertThat(query("SELECT project, stage, reason FROM failures"))
                .containsExactly("[tensors,file,killed_scanner]");
    }

    private static WheelBuilder ofManyFiles(String filename) {
        WheelBuilder wheel = WheelBuilder.named(filename);
        byte[] empty = {};
        for (int i = 0; i < FILES; i++) {
            String name = "folder/" + i;
            wheel.entry(name, empty, ZipEntryBuilder.stored(name, empty)).phantom("other/" + i);
        }
        return wheel;
    }

    /** @return the exit code of the process */
    private int sweep(Path mirror) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        // These processes end before the full compiler pays off.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path"), Main.class.getName()));
        command.addAll(List.of("sweep", mirror.toString(), "--dataset"));
        command.add(folder.resolve("dataset").toString());
        // Spark requires 450 MB, but works with less.
        command.addAll(List.of("--conf", "spark.testing.memory=536870912"));
        command.addAll(List.of("--conf", "spark.sql.shuffle.partitions=1"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor();
    }

    private List<String> query(String sql) {
        for (String table : List.of("mirror_files", "wheels", "failures")) {
            LocalSpark.session()
                    .read()
                    .parquet(folder.resolve("dataset/tables/" + table).toString())
                    .createOrReplaceTempView(table);
        }
        return LocalSpark.session().sql(sql).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }
}
