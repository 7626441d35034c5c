package dev.wheelsweep.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose executors are other processes: all that the driver sends to executors is serialized. */
class LocalClusterTest {
    private static final String CLUSTER = "local-cluster[2,1,512]";

    @TempDir
    private Path folder;

    @Test
    void sweepsInTwoOtherProcesses() throws IOException, InterruptedException {
        Path mirror = folder.resolve("mirror");
        NativeWheel.builder().writeTo(mirror);
        for (int i = 0; i < 8; i++) {
            WheelBuilder.named("pure-%d-py3-none-any.whl".formatted(i))
                    .text("pure.py", "")
                    .writeTo(mirror);
        }
        Files.write(mirror.resolve("zz-1.0-py3-none-any.whl"), new byte[0]);
        Map<Boolean, List<Path>> classPath = Arrays.stream(
                        System.getProperty("surefire.test.class.path").split(File.pathSeparator))
                .map(Path::of)
                .collect(Collectors.partitioningBy(Files::isDirectory));
        Path jars = Files.createDirectories(folder.resolve("spark/jars"));
        for (Path jar : classPath.get(false)) {
            Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
        }

        String output = run(
                4,
                jars,
                classPath.get(true).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "sweep",
                mirror.toString(),
                "--dataset",
                folder.resolve("dataset").toString());

        assertThat(output).contains("10 wheels: failed 1, ok 9\n", "verdicts: overclaims 1, not_applicable 8\n");
        try (Stream<Path> files = Files.walk(folder.resolve("spark/work"))) {
            assertThat(files.filter(file -> file.endsWith("stderr"))).hasSize(2);
        }
    }

    /** @param classes folders that Spark, which sends only jars, cannot send */
    private String run(int code, Path jars, String classes, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-cp", classes + File.pathSeparator + jars.resolve("*"), Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--master", CLUSTER));
        command.addAll(List.of("--conf", "spark.executor.memory=512m"));
        command.addAll(List.of("--conf", "spark.executor.extraClassPath=" + classes));
        command.addAll(List.of("--conf", "spark.sql.shuffle.partitions=1"));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("SPARK_HOME", jars.getParent().toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }
}
