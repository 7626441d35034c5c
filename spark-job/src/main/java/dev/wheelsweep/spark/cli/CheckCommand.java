package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.install.Installer;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.supply.Glob;
import dev.wheelsweep.spark.cli.options.BaselineOption;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.FailOn;
import dev.wheelsweep.spark.cli.options.PolicyOption;
import dev.wheelsweep.spark.cli.options.StandardOptions;
import dev.wheelsweep.spark.cli.options.SystemsOption;
import dev.wheelsweep.spark.cli.options.VersionConverter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code wheelsweep check}: parses its options into a {@link CheckInvocation}. They are described to picocli by calls, not
 * by annotations: reading annotations takes an eighth of the time in which a wheel is checked.
 */
final class CheckCommand implements Callable<Integer> {

    private final PositionalParamSpec paths = PositionalParamSpec.builder()
            .arity("1..*")
            .required(true)
            .paramLabel("WHEEL")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description("Wheels, or folders to search for wheels.")
            .build();

    private final OptionSpec format = OptionSpec.builder("--format")
            .type(CheckInvocation.Format.class)
            .defaultValue("text")
            .paramLabel("FORMAT")
            .description(
                    "${COMPLETION-CANDIDATES}; json and auditwheel-json print one object per wheel and line, the latter with"
                            + " the keys of 'auditwheel show --json', sarif one document for code scanning, github annotations of a"
                            + " workflow run (default: ${DEFAULT-VALUE}).")
            .build();

    private final OptionSpec failOn = OptionSpec.builder("--fail-on")
            .type(FailOn.class)
            .defaultValue("error")
            .paramLabel("SEVERITY")
            .description("Exit with 1 from which severity on: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
            .build();

    private final OptionSpec policy = OptionSpec.builder(PolicyOption.NAME)
            .type(Path.class)
            .paramLabel(PolicyOption.LABEL)
            .description(PolicyOption.DESCRIPTION)
            .build();

    private final OptionSpec baseline = OptionSpec.builder(BaselineOption.NAME)
            .type(Path.class)
            .paramLabel(BaselineOption.LABEL)
            .description(BaselineOption.DESCRIPTION)
            .build();

    private final OptionSpec exclude = OptionSpec.builder("--exclude")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .splitRegex(",")
            .paramLabel("SONAME")
            .description(
                    "Libraries that need not be in the wheel, such as libcuda.so.1 or libcublas.so.*: they break no"
                            + " promise. Several with commas, or by repeating the option.")
            .build();

    private final OptionSpec mode = OptionSpec.builder("--io")
            .type(InputMode.class)
            .defaultValue("mmap")
            .paramLabel("MODE")
            .description("How files are read: mmap or read (default: ${DEFAULT-VALUE}).")
            .build();

    private final OptionSpec verification = OptionSpec.builder("--verify")
            .type(Verification.class)
            .defaultValue("none")
            .paramLabel("HOW")
            .description("none, or all: read every entry whole and check size and CRC-32, for wheels that you do not"
                    + " trust (default: ${DEFAULT-VALUE}).")
            .build();

    private final OptionSpec systems = OptionSpec.builder("--on")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .splitRegex(",")
            .paramLabel("SYSTEM")
            .description(
                    "Also report whether the wheel installs and loads on these systems, such as rhel:8,debian:12, or"
                            + " all; 'wheelsweep systems' lists them. A system whose pip takes the wheel and whose loader refuses it"
                            + " is an error.")
            .build();

    private final OptionSpec python = OptionSpec.builder("--python")
            .type(DottedNumber.class)
            .paramLabel("VERSION")
            .converters(new VersionConverter())
            .description(
                    "With --on: the Python, such as 3.11 (default: the system's own, or else the oldest that the wheel"
                            + " is for).")
            .build();

    private final OptionSpec pip = OptionSpec.builder("--pip")
            .type(DottedNumber.class)
            .paramLabel("VERSION")
            .converters(new VersionConverter())
            .description(
                    "With --on: the pip, such as 20.3 (default: the one that belongs to the system's Python, or else a"
                            + " new one).")
            .build();

    private final OptionSpec catalog = OptionSpec.builder(SystemsOption.NAME)
            .type(Path.class)
            .paramLabel(SystemsOption.LABEL)
            .description(SystemsOption.DESCRIPTION)
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("check")
            .addPositional(paths)
            .addOption(format)
            .addOption(failOn)
            .addOption(policy)
            .addOption(baseline)
            .addOption(exclude)
            .addOption(mode)
            .addOption(verification)
            .addOption(systems)
            .addOption(python)
            .addOption(pip)
            .addOption(catalog);

    CommandSpec spec() {
        spec.usageMessage()
                .description("Reports whether wheels keep what their platform tags promise, and if not, which symbols"
                        + " break the promise. Does not start Spark.")
                .exitCodeListHeading("%nExit codes, the first that fits of 1, 4, 0:%n")
                .exitCodeList(exitCodes());
        return StandardOptions.addTo(spec);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "every wheel was read, and no finding reaches --fail-on");
        codes.put(
                "1",
                "a finding that --baseline does not accept reaches --fail-on; a violated tag is an error, and so is a system"
                        + " of --on that installs the wheel and does not load it");
        codes.put("2", "wrong usage");
        codes.put(
                "3", "no wheel found, or a path, the policy file, the baseline or the file of systems cannot be read");
        codes.put("4", "at least one wheel could not be read, or not all of it");
        codes.put("5", "an error of wheelsweep itself, or of the machine");
        return codes;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        return invocation()
                .run(spec.commandLine().getOut(), spec.commandLine().getErr())
                .code();
    }

    /** @throws ParameterException if an option has a value that only {@code sweep} takes */
    private CheckInvocation invocation() {
        if (verification.getValue() == Verification.SAMPLE) {
            throw new ParameterException(spec.commandLine(), "--verify is none or all here; sample is for sweep");
        }
        return new CheckInvocation(
                paths.getValue(),
                format.getValue(),
                failOn.getValue(),
                Optional.ofNullable(policy.getValue()),
                Optional.ofNullable(baseline.getValue()),
                excluded(),
                mode.getValue(),
                verification.getValue(),
                systems());
    }

    /** @throws ParameterException if an option is given that has a meaning only with {@code --on} */
    private Optional<CheckInvocation.Systems> systems() {
        List<String> ids = systems.getValue();
        if (ids == null) {
            for (OptionSpec option : List.of(python, pip, catalog)) {
                if (option.getValue() != null) {
                    throw new ParameterException(
                            spec.commandLine(), option.longestName() + " needs --on, which names the systems");
                }
            }
            return Optional.empty();
        }
        return Optional.of(new CheckInvocation.Systems(
                ids.stream().map(String::strip).toList(),
                Optional.ofNullable(python.getValue()),
                Optional.<DottedNumber>ofNullable(pip.getValue()).map(Installer.Pip::new),
                Optional.ofNullable(catalog.getValue())));
    }

    private List<Glob> excluded() {
        List<String> sonames = exclude.getValue();
        return sonames == null
                ? List.of()
                : sonames.stream().map(String::strip).map(Glob::of).toList();
    }
}
