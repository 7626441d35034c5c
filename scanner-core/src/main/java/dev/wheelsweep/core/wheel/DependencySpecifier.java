package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.ColumnWord;
import java.util.List;
import java.util.Optional;

/**
 * One {@code Requires-Dist:}, a dependency specifier (PEP 508): {@code name[extra] >=1.0 ; marker} or {@code name @ url ;
 * marker}.
 *
 * @param text as METADATA has it
 * @param project the distribution that is required; empty if there is a fault
 * @param extras of that distribution, as written
 * @param specifier the version specifiers as written, without parentheses; empty if there are none
 * @param url empty unless the specifier names one instead of versions
 * @param marker the environment marker as written
 * @param forExtras the extras of this wheel that the marker names, as written
 * @param fault why installers reject the text; then everything else is empty
 */
public record DependencySpecifier(
        String text,
        Optional<ProjectName> project,
        List<String> extras,
        Optional<String> specifier,
        Optional<String> url,
        Optional<String> marker,
        List<String> forExtras,
        Optional<Fault> fault) {
    /** Longer texts are not parsed: {@link HeaderBlock#MAX_VALUE} may have cut them. */
    static final int LONGEST = 4_000;

    /** The first part that does not follow the grammar. */
    public enum Fault implements ColumnWord {
        TOO_LONG,
        BAD_NAME,
        BAD_EXTRAS,
        BAD_SPECIFIER,
        BAD_URL,
        BAD_MARKER
    }

    public DependencySpecifier {
        extras = List.copyOf(extras);
        forExtras = List.copyOf(forExtras);
    }

    public static DependencySpecifier parse(String text) {
        return text.length() > LONGEST ? faulty(text, Fault.TOO_LONG) : new DependencyParser(text).parse();
    }

    static DependencySpecifier faulty(String text, Fault fault) {
        return new DependencySpecifier(
                text,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(fault));
    }
}
