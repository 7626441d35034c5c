package dev.wheelsweep.core.accelerator;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Table;
import dev.wheelsweep.core.wheel.DependencySpecifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What shows the use of a stack, from {@code accelerators.tsv}. Immutable. */
final class AcceleratorCatalog {
    private static final String TABLE = "accelerators.tsv";
    private static final String EQUALS = "=";
    private static final int COLUMNS = 6;

    /** The hash that auditwheel puts into the name of a library that it copies into a wheel. */
    private static final Pattern AUDITWHEEL_HASH = Pattern.compile("-[0-9a-f]{8}(?=[-.])");
    /** Asks for one version, or for all that begin like it (PEP 440, "Version matching"). */
    private static final Pattern PIN = Pattern.compile("===?\\s*([0-9]{1,9}\\.[0-9]{1,9}).*");
    /** Below this, the label of a release of CUDA has its second number at the end: 92 is 9.2, 126 is 12.6. */
    private static final int FIRST_WITHOUT_MINOR = 11;

    private static final int LAST_WITHOUT_MINOR = 19;

    /** Where a line of the table applies. */
    enum Where {
        SONAME,
        PATH,
        LABEL,
        PROJECT
    }

    /** Who brings a library. */
    enum Role implements ColumnWord {
        /** The driver of the device, which no wheel may bring. */
        DRIVER,
        /** A wheel, or a toolkit that is installed on the machine. */
        RUNTIME
    }

    /** What the number in a name says of the stack's release. */
    private enum Meaning {
        NOTHING("-"),
        SAME("same"),
        PACKED("packed"),
        PINNED("pinned");

        private final String word;

        Meaning(String word) {
            this.word = word;
        }
    }

    /**
     * A line of the table.
     *
     * @param byNumber the releases of numbers that are not the release itself
     */
    record Line(
            Where where,
            String stack,
            String component,
            Role role,
            Pattern pattern,
            Meaning meaning,
            Map<String, Releases> byNumber) {
        static Line of(List<String> row) {
            Meaning meaning = Meaning.NOTHING;
            Map<String, Releases> byNumber = new HashMap<>();
            for (String word : row.get(5).split(Table.SPACE, -1)) {
                if (word.contains(EQUALS)) {
                    String[] pair = word.split(EQUALS, -1);
                    byNumber.put(pair[0], Releases.parse(pair[1]));
                } else {
                    meaning = Arrays.stream(Meaning.values())
                            .filter(it -> it.word.equals(word))
                            .findFirst()
                            .orElseThrow();
                }
            }
            return new Line(
                    Where.valueOf(row.get(0).toUpperCase(Locale.ROOT)),
                    row.get(1),
                    row.get(2),
                    Role.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
                    Pattern.compile(row.get(4)),
                    meaning,
                    Map.copyOf(byNumber));
        }

        private Optional<Releases> releases(Matcher matcher, String specifier) {
            if (meaning == Meaning.PINNED) {
                Matcher pin = PIN.matcher(specifier);
                if (pin.matches()) {
                    return DottedNumber.parse(pin.group(1)).map(Releases::of);
                }
            }
            String number = matcher.groupCount() == 0 ? null : matcher.group(1);
            if (number == null) {
                return Optional.empty();
            }
            if (byNumber.containsKey(number)) {
                return Optional.of(byNumber.get(number));
            }
            return switch (meaning) {
                case NOTHING -> Optional.empty();
                case SAME, PINNED -> DottedNumber.parse(number).map(Releases::of);
                case PACKED -> Optional.of(Releases.of(unpacked(Integer.parseInt(number))));
            };
        }

        private static DottedNumber unpacked(int digits) {
            return digits >= FIRST_WITHOUT_MINOR && digits <= LAST_WITHOUT_MINOR
                    ? DottedNumber.of(digits)
                    : DottedNumber.of(digits / 10, digits % 10);
        }
    }

    /** What a name shows. */
    record Match(String stack, String component, Role role, Optional<Releases> releases) {}

    private final Map<Where, List<Line>> lines;

    private AcceleratorCatalog(List<Line> lines) {
        this.lines = lines.stream().collect(Collectors.groupingBy(Line::where));
    }

    /** Read at first use. */
    private static final class BuiltIn {
        static final AcceleratorCatalog TABLE =
                new AcceleratorCatalog(Table.rows(AcceleratorCatalog.class, AcceleratorCatalog.TABLE, COLUMNS).stream()
                        .map(Line::of)
                        .toList());
    }

    static AcceleratorCatalog builtIn() {
        return BuiltIn.TABLE;
    }

    /** @param name DT_NEEDED, DT_SONAME or the name of a file */
    Optional<Match> library(String name) {
        return match(Where.SONAME, AUDITWHEEL_HASH.matcher(name).replaceAll(""), "");
    }

    /** @param folder an element of a search path */
    Optional<Match> folder(String folder) {
        return match(Where.PATH, folder, "");
    }

    /** @param label the local part of a version, in lower case */
    Optional<Match> label(String label) {
        return match(Where.LABEL, label, "");
    }

    /** @return empty also if the requirement cannot be parsed */
    Optional<Match> requirement(DependencySpecifier requirement) {
        return requirement
                .project()
                .flatMap(project -> match(
                        Where.PROJECT,
                        project.normalized(),
                        requirement.specifier().orElse("")));
    }

    /** @param specifier of versions; empty if there is none */
    private Optional<Match> match(Where where, String name, String specifier) {
        for (Line line : lines.get(where)) {
            Matcher matcher = line.pattern().matcher(name);
            if (matcher.matches()) {
                return Optional.of(
                        new Match(line.stack(), line.component(), line.role(), line.releases(matcher, specifier)));
            }
        }
        return Optional.empty();
    }
}
