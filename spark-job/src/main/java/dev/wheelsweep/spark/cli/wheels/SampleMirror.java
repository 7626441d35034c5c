package dev.wheelsweep.spark.cli.wheels;

import dev.wheelsweep.spark.cli.log.Progress;
import dev.wheelsweep.spark.cli.log.RunLog;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;

/**
 * A small mirror for people who have none: real wheels of many architectures and C libraries, a few MB in all. The user's
 * pip downloads them from the package index that it is configured with.
 */
public final class SampleMirror {

    /** One call of pip; the newest version that has such a wheel is taken. */
    private record Request(String project, String abi, String platform) {}

    private static final String PYTHON_VERSION = "311";
    private static final List<Request> REQUESTS = List.of(
            new Request("cffi", "cp311", "manylinux2014_x86_64"),
            new Request("cffi", "cp311", "manylinux2014_aarch64"),
            new Request("cffi", "cp311", "manylinux2014_i686"),
            new Request("cffi", "cp311", "manylinux2014_s390x"),
            new Request("cffi", "cp311", "manylinux2014_ppc64le"),
            new Request("cffi", "cp311", "musllinux_1_2_x86_64"),
            new Request("cffi", "cp311", "musllinux_1_2_aarch64"),
            new Request("cffi", "cp311", "musllinux_1_2_i686"),
            new Request("markupsafe", "cp311", "manylinux_2_31_riscv64"),
            new Request("markupsafe", "cp311", "manylinux_2_31_armv7l"),
            new Request("markupsafe", "cp311", "macosx_11_0_arm64"),
            new Request("markupsafe", "cp311", "win_amd64"),
            new Request("greenlet", "cp311", "manylinux_2_28_x86_64"),
            new Request("packaging", "none", "any"));

    private static final List<List<String>> PIPS =
            List.of(List.of("python3", "-m", "pip"), List.of("python", "-m", "pip"), List.of("pip3"), List.of("pip"));

    private final Path folder;

    public SampleMirror(Path folder) {
        this.folder = folder;
    }

    /**
     * Downloads the missing wheels. A wheel that the package index does not have is reported and omitted.
     *
     * @throws CommandException if there is no pip, or no wheel could be downloaded
     */
    public void fetch(RunLog log) throws IOException, InterruptedException, CommandException {
        List<String> pip = pip();
        Files.createDirectories(folder);
        String lastWords = "";
        try (ProgressBar bar = Progress.steps("fetching wheels", REQUESTS.size())) {
            for (Request request : REQUESTS) {
                Optional<String> refused = download(pip, request);
                if (refused.isPresent()) {
                    lastWords = refused.get();
                    log.note("pip found no wheel of %s for %s".formatted(request.project(), request.platform()));
                }
                bar.step();
            }
        }
        try (Stream<Path> fetched = Files.list(folder)) {
            if (fetched.findAny().isEmpty()) {
                throw new CommandException(
                        ExitCode.NO_INPUT,
                        "no sample wheel could be fetched",
                        lastWords,
                        "check that 'pip download cffi' works, or give a folder of wheels instead of --sample");
            }
        }
    }

    private static List<String> pip() throws InterruptedException, CommandException {
        for (List<String> candidate : PIPS) {
            try {
                if (run(with(candidate, "--version")).waitFor() == 0) {
                    return candidate;
                }
            } catch (IOException notInstalled) {
                // The next name may be the one this system uses.
            }
        }
        throw new CommandException(
                ExitCode.NO_INPUT,
                "cannot fetch sample wheels",
                "neither python3, python, pip3 nor pip runs here",
                "install pip, or give a folder of wheels instead of --sample");
    }

    /** @return pip's last line if it could not */
    private Optional<String> download(List<String> pip, Request request) throws IOException, InterruptedException {
        Process download = run(with(
                pip,
                "download",
                "--quiet",
                "--no-deps",
                "--only-binary=:all:",
                "--implementation=cp",
                "--python-version=" + PYTHON_VERSION,
                "--abi=" + request.abi(),
                "--platform=" + request.platform(),
                "--dest=" + folder,
                request.project()));
        String output = new String(download.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return download.waitFor() == 0
                ? Optional.empty()
                : Optional.of(output.lines().reduce("", (earlier, line) -> line.isBlank() ? earlier : line));
    }

    private static Process run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }

    private static List<String> with(List<String> pip, String... arguments) {
        List<String> command = new ArrayList<>(pip);
        command.addAll(List.of(arguments));
        return command;
    }
}
