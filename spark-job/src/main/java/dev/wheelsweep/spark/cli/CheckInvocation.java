package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.install.Installer;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.policy.PolicyEngine;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.core.supply.Glob;
import dev.wheelsweep.spark.cli.options.Background;
import dev.wheelsweep.spark.cli.options.BaselineOption;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.FailOn;
import dev.wheelsweep.spark.cli.options.PolicyOption;
import dev.wheelsweep.spark.cli.options.SystemsOption;
import dev.wheelsweep.spark.cli.output.AuditwheelReports;
import dev.wheelsweep.spark.cli.output.CheckedWheel;
import dev.wheelsweep.spark.cli.output.Detail;
import dev.wheelsweep.spark.cli.output.GithubReports;
import dev.wheelsweep.spark.cli.output.JsonReports;
import dev.wheelsweep.spark.cli.output.ReportWriter;
import dev.wheelsweep.spark.cli.output.SarifReports;
import dev.wheelsweep.spark.cli.output.TextReports;
import dev.wheelsweep.spark.cli.wheels.AddressedPaths;
import dev.wheelsweep.spark.cli.wheels.GivenPaths;
import dev.wheelsweep.spark.cli.wheels.WheelPaths;
import dev.wheelsweep.spark.diff.Baseline;
import dev.wheelsweep.spark.index.AddressedWheel;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.systems.ChosenSystems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Help.Ansi;

/**
 * A valid command line of {@code check}. Uses no class of Spark.
 *
 * @param paths wheels, folders to search, or HTTP addresses of wheels
 * @param policy a policy file; empty for the built-in policies
 * @param baseline the file of accepted findings
 * @param excluded sonames that are no need
 * @param verification all or nothing
 * @param systems the systems to try the wheels on
 */
record CheckInvocation(
        List<Path> paths,
        Report report,
        FailOn failOn,
        Optional<Path> policy,
        Optional<Path> baseline,
        List<Glob> excluded,
        InputMode mode,
        Verification verification,
        Optional<Systems> systems) {

    /**
     * What {@code --on} and the options beside it say.
     *
     * @param ids of the catalogue, or {@code all}
     * @param file of systems to add
     */
    record Systems(
            List<String> ids, Optional<DottedNumber> python, Optional<Installer> installer, Optional<Path> file) {

        /** @throws CommandException {@link ExitCode#USAGE} for a system that no catalogue has */
        ChosenSystems chosen() throws CommandException {
            return new ChosenSystems(SystemsOption.named(ids, file), python, installer);
        }
    }

    /** What is printed of each wheel. */
    record Report(Format format, Detail detail, Ansi ansi) {}

    /** What {@code --format} offers. */
    enum Format {
        TEXT,
        JSON,
        AUDITWHEEL_JSON,
        SARIF,
        GITHUB;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Scans, judges and reports every wheel.
     *
     * @throws CommandException {@link ExitCode#NO_INPUT} if no wheel is found, or the policy file cannot be used
     */
    ExitCode run(PrintWriter out, PrintWriter err) throws IOException, CommandException {
        Optional<PolicyCatalog> named = PolicyOption.load(policy, PolicyCatalog::load);
        Baseline accepted = baseline.isPresent()
                ? BaselineOption.load(baseline.get(), note -> err.println("wheelsweep: " + note))
                : Baseline.NONE;
        List<AddressedWheel> addressed = AddressedPaths.in(paths);
        List<Path> local =
                paths.stream().filter(path -> !AddressedPaths.isAddress(path)).toList();
        List<WheelFile> files = local.isEmpty() && !addressed.isEmpty() ? List.of() : WheelPaths.of(local);
        GivenPaths given = new GivenPaths(local);
        // Policies and systems load while the first wheel is scanned: a person waits for all of it.
        CompletableFuture<PolicyEngine> engine = CompletableFuture.supplyAsync(
                () -> new PolicyEngine(named.orElseGet(PolicyCatalog::builtIn), excluded));
        Background<Optional<ChosenSystems>> on = Background.start(
                () -> systems.isPresent() ? Optional.of(systems.get().chosen()) : Optional.empty());
        WheelScanner scanner = new WheelScanner(mode, verification);
        Outcome outcome = new Outcome();
        try (ReportWriter writer = writer(out, err)) {
            for (WheelFile file : files) {
                String location = WheelFile.locationOf(given.of(file.path()));
                outcome.add(
                        writer,
                        CheckedWheel.of(
                                location,
                                scanner.scanAgain(file.path(), file.filename()),
                                engine.join(),
                                on.get(),
                                accepted));
            }
            for (AddressedWheel wheel : addressed) {
                String location = wheel.address().toString();
                outcome.add(
                        writer,
                        CheckedWheel.of(
                                location, AddressedPaths.scanned(wheel, scanner), engine.join(), on.get(), accepted));
            }
        }
        return outcome.code();
    }

    /** What the wheels so far make of the exit code. */
    private final class Outcome {
        private boolean allRead = true;
        private boolean failed;

        void add(ReportWriter writer, CheckedWheel wheel) throws IOException {
            writer.write(wheel);
            allRead &= wheel.read();
            failed |= wheel.gravest().filter(failOn::reachedBy).isPresent();
        }

        /** Findings outrank unread wheels: reading those could only add findings. */
        ExitCode code() {
            if (failed) {
                return ExitCode.FINDINGS;
            }
            return allRead ? ExitCode.CLEAN : ExitCode.PARTIAL;
        }
    }

    private ReportWriter writer(PrintWriter out, PrintWriter err) {
        return switch (report.format()) {
            case TEXT ->
                new TextReports(out, report.ansi(), LocalDate.now(ZoneOffset.UTC), report.detail(), failOn::reachedBy);
            case JSON -> new JsonReports(out);
            case AUDITWHEEL_JSON -> new AuditwheelReports(out);
            case SARIF -> new SarifReports(out, err);
            case GITHUB -> new GithubReports(out, failOn::reachedBy);
        };
    }
}
