package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.policy.PolicyEngine;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wheelsweep check}: the verdict on a few wheels, at once and without Spark. */
@Command(
        name = "check",
        description = "Tells whether wheels keep what their platform tags promise, and which symbol is to blame if not."
                + " Starts no Spark.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes, the first that fits of 1, 4, 0:%n",
        exitCodeList = {
            "0:every wheel was read, and nothing is as grave as --fail-on",
            "1:a finding as grave as --fail-on; a wheel that overclaims is an error",
            "2:wrong usage",
            "3:no wheel found, or a path or the policy file cannot be read",
            "4:at least one wheel could not be read",
            "5:an error of wheelsweep itself, or of the machine"
        })
final class CheckCommand implements Callable<Integer> {

    /** What {@code --format} offers. */
    enum Format {
        TEXT,
        JSON,
        AUDITWHEEL_JSON,
        SARIF;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "WHEEL", description = "Wheels, or folders to search for wheels.")
    private List<Path> paths;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}; json is one object per wheel and line, auditwheel-json likewise with"
                            + " the keys of 'auditwheel show --json', sarif one document (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--fail-on",
            defaultValue = "error",
            paramLabel = "SEVERITY",
            description = "Exit with 1 from which severity on: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private FailOn failOn;

    @Mixin
    private PolicyOption policy;

    @Option(
            names = "--io",
            defaultValue = "mmap",
            paramLabel = "MODE",
            description = "How files are read: mmap or read (default: ${DEFAULT-VALUE}).")
    private InputMode mode;

    @Option(
            names = "--verify",
            defaultValue = "none",
            paramLabel = "HOW",
            description = "none, or all: read every entry whole and check size and CRC-32, for wheels that you do not"
                    + " trust (default: ${DEFAULT-VALUE}).")
    private Verification verification;

    @Override
    public Integer call() throws IOException, CommandException {
        if (verification == Verification.SAMPLE) {
            throw new ParameterException(spec.commandLine(), "--verify is none or all here; sample is for sweep");
        }
        Optional<PolicyCatalog> named = policy.load(PolicyCatalog::load);
        List<WheelFile> files = Listing.of(paths);
        // Beside the first scan, since people wait for both.
        CompletableFuture<PolicyEngine> engine =
                CompletableFuture.supplyAsync(() -> new PolicyEngine(named.orElseGet(PolicyCatalog::builtIn)));
        WheelScanner scanner = new WheelScanner(mode, verification);
        boolean allRead = true;
        boolean failed = false;
        try (ReportWriter writer = writer()) {
            for (WheelFile file : files) {
                CheckedWheel wheel = CheckedWheel.of(file.path(), scanner.scan(file.path()), engine.join());
                writer.write(wheel);
                allRead &= wheel.read();
                failed |= wheel.gravest().filter(failOn::reachedBy).isPresent();
            }
        }
        // What was found stays true whatever the unread wheels hold.
        ExitCode exit = failed ? ExitCode.FINDINGS : allRead ? ExitCode.CLEAN : ExitCode.PARTIAL;
        return exit.code();
    }

    private ReportWriter writer() {
        PrintWriter out = spec.commandLine().getOut();
        return switch (format) {
            case TEXT -> new TextReports(out, Terminal.colours());
            case JSON -> new JsonReports(out);
            case AUDITWHEEL_JSON -> new AuditwheelReports(out);
            case SARIF -> new SarifReports(out, spec.commandLine().getErr());
        };
    }
}
