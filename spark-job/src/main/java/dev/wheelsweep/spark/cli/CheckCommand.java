package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.install.Installer;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.supply.Glob;
import dev.wheelsweep.spark.cli.options.BaselineOption;
import dev.wheelsweep.spark.cli.options.ColourOption;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.FailOn;
import dev.wheelsweep.spark.cli.options.OutputOption;
import dev.wheelsweep.spark.cli.options.PolicyOption;
import dev.wheelsweep.spark.cli.options.StandardOptions;
import dev.wheelsweep.spark.cli.options.SystemsOption;
import dev.wheelsweep.spark.cli.options.VersionConverter;
import dev.wheelsweep.spark.cli.output.Detail;
import dev.wheelsweep.spark.cli.wheels.PathList;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Help.Ansi;
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
            .description(
                    "Wheels, folders to search for wheels, or HTTP addresses of wheels; - reads a list of them from standard"
                            + " input.")
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

    private final OptionSpec output = OptionSpec.builder(OutputOption.NAME)
            .type(Path.class)
            .paramLabel(OutputOption.LABEL)
            .description(OutputOption.DESCRIPTION)
            .build();

    private final OptionSpec nul = OptionSpec.builder("-0", "--null")
            .type(boolean.class)
            .description("With -: paths of the list end with NUL instead of a line break, as those of find -print0.")
            .build();

    private final OptionSpec quiet = OptionSpec.builder("-q", "--quiet")
            .type(boolean.class)
            .description("With --format text: report only wheels that make the exit code other than 0.")
            .build();

    private final OptionSpec verbose = OptionSpec.builder("-v", "--verbose")
            .type(boolean.class)
            .description(
                    "With --format text: list every need and every file, not only the first ones, and of a wheel at an address"
                            + " how much was received.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("check")
            .addPositional(paths)
            .addOption(format)
            .addOption(output)
            .addOption(failOn)
            .addOption(policy)
            .addOption(baseline)
            .addOption(exclude)
            .addOption(mode)
            .addOption(verification)
            .addOption(systems)
            .addOption(python)
            .addOption(pip)
            .addOption(catalog)
            .addOption(nul)
            .addOption(quiet)
            .addOption(verbose);

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
        codes.put("2", "wrong usage, or --output names no possible file");
        codes.put(
                "3", "no wheel found, or a path, the policy file, the baseline or the file of systems cannot be read");
        codes.put("4", "at least one wheel could not be read, or not all of it");
        codes.put("5", "an error of wheelsweep itself, or of the machine");
        codes.put("130", "interrupted by Ctrl-C (SIGINT)");
        codes.put("143", "ended by SIGTERM");
        return codes;
    }

    @Override
    public Integer call() throws Exception {
        CheckInvocation invocation = invocation();
        PrintWriter err = spec.commandLine().getErr();
        return OutputOption.print(file(), spec.commandLine().getOut(), out -> invocation.run(out, err))
                .code();
    }

    private Optional<Path> file() {
        return Optional.ofNullable(output.getValue());
    }

    /** @throws ParameterException if an option has a value that only {@code sweep} takes */
    private CheckInvocation invocation() throws IOException, CommandException {
        if (verification.getValue() == Verification.SAMPLE) {
            throw new ParameterException(spec.commandLine(), "--verify is none or all here; sample is for sweep");
        }
        return new CheckInvocation(
                wheels(),
                new CheckInvocation.Report(format.getValue(), detail(), ansi()),
                failOn.getValue(),
                Optional.ofNullable(policy.getValue()),
                Optional.ofNullable(baseline.getValue()),
                excluded(),
                mode.getValue(),
                verification.getValue(),
                systems());
    }

    /** @throws ParameterException if there is no list that {@code --null} is about */
    private List<Path> wheels() throws IOException, CommandException {
        List<Path> given = paths.getValue();
        PathList.End end = isGiven(nul) ? PathList.End.NUL : PathList.End.LINE;
        if (!PathList.isIn(given)) {
            if (end == PathList.End.NUL) {
                throw new ParameterException(spec.commandLine(), "--null needs -, the list on standard input");
            }
            return given;
        }
        return PathList.expand(given, System.in, end);
    }

    /** @throws ParameterException if both are given */
    private Detail detail() {
        if (isGiven(quiet) && isGiven(verbose)) {
            throw new ParameterException(spec.commandLine(), "give --quiet or --verbose, not both");
        }
        if (isGiven(quiet)) {
            return Detail.QUIET;
        }
        return isGiven(verbose) ? Detail.FULL : Detail.USUAL;
    }

    private static boolean isGiven(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    private Ansi ansi() {
        return OutputOption.isFile(file()) ? ColourOption.inFile(spec) : ColourOption.onStandardOutput(spec);
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
