package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.DottedNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The field Requires-Python of core metadata: version specifiers (PEP 440), all of which the interpreter must satisfy. Of a
 * Python whose patch release is not known, the newest is assumed: 3.8 satisfies {@code >=3.8.1}, and does not satisfy {@code
 * <=3.8}. As in pip, a text that cannot be parsed excludes nothing.
 */
final class RequiresPython {
    private static final Pattern CLAUSE = Pattern.compile(
            "(~=|==|!=|<=|>=|<|>)\\s*+v?([0-9]++(?:\\.[0-9]++)*+)(\\.\\*)?+"
                    + "(?:[._-]?(a|b|c|rc|alpha|beta|pre|preview|dev|post|rev|r)[0-9]*+(?:\\.?(?:post|dev)[0-9]*+)*+)?+",
            Pattern.CASE_INSENSITIVE);

    /** Compares texts, not versions. */
    private static final Pattern ARBITRARY = Pattern.compile("===\\s*+(\\S++)");

    private static final Set<String> AFTER_RELEASE = Set.of("post", "rev", "r");
    private static final Set<String> WITH_PREFIX = Set.of("==", "!=");
    private static final String COMPATIBLE = "~=";

    private static final int NEWEST_PATCH = 1_000;
    private static final int MAJOR_MINOR = 2;

    /**
     * @param phase below 0 for a pre-release, above 0 for a post-release; the interpreter of a system is a final release
     * @param isPrefix whether the version ends with {@code .*}
     */
    private record Clause(String operator, List<Integer> version, int phase, boolean isPrefix) {
        /** @return whether PEP 440 allows this operator for this version */
        boolean isValid() {
            return isPrefix
                    ? WITH_PREFIX.contains(operator) && phase == 0
                    : !operator.equals(COMPATIBLE) || version.size() >= MAJOR_MINOR;
        }

        boolean isSatisfied(List<Integer> python) {
            int order = compare(python, version);
            if (order == 0) {
                order = -phase;
            }
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                case COMPATIBLE -> order >= 0 && hasPrefix(python, version.subList(0, version.size() - 1));
                default -> operator.equals("==") == (isPrefix ? hasPrefix(python, version) : order == 0);
            };
        }
    }

    private RequiresPython() {}

    /** @return what the file requires and this Python is not; empty if the installer does not refuse the file for it */
    static Optional<String> unmet(ReleaseFile file, Installer installer, DottedNumber python) {
        return file.requiresPython()
                .filter(needed -> installer.readsRequiresPython())
                .filter(needed -> !isSatisfied(needed, python));
    }

    static boolean isSatisfied(String specifiers, DottedNumber python) {
        List<Integer> release = python.numbers();
        if (release.size() <= MAJOR_MINOR) {
            release = new ArrayList<>(python.majorMinor().numbers());
            release.add(NEWEST_PATCH);
        }
        boolean isSatisfied = true;
        for (String text : specifiers.split(",", -1)) {
            if (text.isBlank()) {
                continue;
            }
            Optional<Boolean> answer = isSatisfied(text.strip(), release);
            if (answer.isEmpty()) {
                return true;
            }
            isSatisfied &= answer.get();
        }
        return isSatisfied;
    }

    /** @return empty for a text that is no specifier */
    private static Optional<Boolean> isSatisfied(String clause, List<Integer> python) {
        Matcher arbitrary = ARBITRARY.matcher(clause);
        if (arbitrary.matches()) {
            return Optional.of(new DottedNumber(python).toString().equals(arbitrary.group(1)));
        }
        Matcher parts = CLAUSE.matcher(clause);
        return parts.matches()
                ? DottedNumber.parse(parts.group(2))
                        .map(version -> new Clause(
                                parts.group(1), version.numbers(), phase(parts.group(4)), parts.group(3) != null))
                        .filter(Clause::isValid)
                        .map(it -> it.isSatisfied(python))
                : Optional.empty();
    }

    /** @param suffix the word after the numbers, null if there is none */
    private static int phase(String suffix) {
        if (suffix == null) {
            return 0;
        }
        return AFTER_RELEASE.contains(suffix.toLowerCase(Locale.ROOT)) ? 1 : -1;
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
