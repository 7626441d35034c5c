package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.log.CauseText;
import dev.wheelsweep.spark.cli.options.ConfiguredOptions;
import dev.wheelsweep.spark.cli.options.ExitCode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a wrong command line in three lines: problem, cause and remedy. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        Explanation.log(wrong.getCommandLine())
                .problem("wrong usage of " + command, cause(wrong, List.of(arguments)), remedy(wrong, command));
        return ExitCode.USAGE.code();
    }

    private static String cause(ParameterException wrong, List<String> arguments) {
        if (wrong instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing(), arguments);
        }
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched);
        }
        if (wrong.getArgSpec() != null && wrong.getValue() != null) {
            return badValue(wrong.getArgSpec(), wrong);
        }
        return CauseText.of(wrong);
    }

    private static String missing(List<ArgSpec> missing, List<String> arguments) {
        ArgSpec first = missing.get(0);
        if (first instanceof OptionSpec option && isGiven(option, arguments)) {
            return option.longestName() + " needs a value: " + option.paramLabel();
        }
        return missing.stream().map(UsageErrors::name).collect(Collectors.joining(" and "))
                + (missing.size() == 1 ? " is missing" : " are missing");
    }

    private static boolean isGiven(OptionSpec option, List<String> arguments) {
        return Arrays.stream(option.names()).anyMatch(arguments::contains);
    }

    private static String unmatched(UnmatchedArgumentException unmatched) {
        String first = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return "there is no option " + first;
        }
        return unmatched.getCommandLine().getSubcommands().isEmpty()
                ? "there is no place for the argument '%s'".formatted(first)
                : "there is no command '%s'".formatted(first);
    }

    private static String badValue(ArgSpec argument, ParameterException wrong) {
        String origin = ConfiguredOptions.fileOf(argument)
                .map(file -> "; the value may be that of " + file)
                .orElse("");
        return expected(argument, wrong) + origin;
    }

    private static String expected(ArgSpec argument, ParameterException wrong) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum()) {
            String values = Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .map(value -> value.toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            return "%s takes one of %s, not '%s'".formatted(name(argument), values, wrong.getValue());
        }
        if (argument.typeInfo().isMap()) {
            return "%s takes %s, not '%s'".formatted(name(argument), argument.paramLabel(), wrong.getValue());
        }
        if (type == Integer.class) {
            return "%s takes a whole number, not '%s'".formatted(name(argument), wrong.getValue());
        }
        if (type == LocalDate.class) {
            return "%s takes a day such as 2026-01-31, not '%s'".formatted(name(argument), wrong.getValue());
        }
        return CauseText.of(wrong);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String remedy(ParameterException wrong, String command) {
        List<String> similar =
                wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String help = "see %s --help".formatted(command);
        return similar.isEmpty() ? help : "did you mean %s? If not, %s".formatted(String.join(" or ", similar), help);
    }
}
