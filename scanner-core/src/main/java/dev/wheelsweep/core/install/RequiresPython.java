package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.DottedNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The field Requires-Python of core metadata: version specifiers, all of which the interpreter must satisfy. Of a Python
 * whose patch release is not known, the newest is assumed: 3.8 satisfies {@code >=3.8.1}, and does not satisfy {@code
 * <=3.8}. As in pip, a text that cannot be parsed excludes nothing.
 */
final class RequiresPython {
    /** Suffixes of pre-releases are dropped, because the interpreter of a system is a final release. */
    private static final Pattern CLAUSE = Pattern.compile(
            "(~=|===|==|!=|<=|>=|<|>)\\s*+v?([0-9]++(?:\\.[0-9]++)*+)(\\.\\*)?(?:[._-]?(?:a|b|rc|dev|post)[0-9]*+)*+",
            Pattern.CASE_INSENSITIVE);

    private static final int NEWEST_PATCH = 1_000;
    private static final int MAJOR_MINOR = 2;

    private record Clause(String operator, List<Integer> version, boolean isPrefix) {}

    private RequiresPython() {}

    static boolean isSatisfied(String specifiers, DottedNumber python) {
        List<Optional<Clause>> clauses = Arrays.stream(specifiers.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(RequiresPython::clause)
                .toList();
        List<Integer> release = new ArrayList<>(python.numbers());
        if (release.size() <= MAJOR_MINOR) {
            release = new ArrayList<>(python.majorMinor().numbers());
            release.add(NEWEST_PATCH);
        }
        List<Integer> interpreter = release;
        return clauses.stream().anyMatch(Optional::isEmpty)
                || clauses.stream().allMatch(clause -> isSatisfied(clause.get(), interpreter));
    }

    private static Optional<Clause> clause(String text) {
        Matcher parts = CLAUSE.matcher(text);
        return parts.matches()
                ? DottedNumber.parse(parts.group(2))
                        .map(version -> new Clause(parts.group(1), version.numbers(), parts.group(3) != null))
                : Optional.empty();
    }

    private static boolean isSatisfied(Clause clause, List<Integer> python) {
        int order = compare(python, clause.version());
        return switch (clause.operator()) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "!=" -> !isEqual(clause, python);
            case "~=" -> order >= 0 && hasPrefix(python, clause.version().subList(0, clause.version().size() - 1));
            default -> isEqual(clause, python);
        };
    }

    private static boolean isEqual(Clause clause, List<Integer> python) {
        return clause.isPrefix() ? hasPrefix(python, clause.version()) : compare(python, clause.version()) == 0;
    }

    private static boolean hasPrefix(List<Integer> python, List<Integer> prefix) {
        return compare(python.subList(0, Math.min(prefix.size(), python.size())), prefix) == 0;
    }

    /** Missing numbers count as 0. */
    private static int compare(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = Integer.compare(number(left, i), number(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int number(List<Integer> numbers, int place) {
        return place < numbers.size() ? numbers.get(place) : 0;
    }
}
