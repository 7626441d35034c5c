package dev.wheelsweep.core.toolchain;

import dev.wheelsweep.core.platform.Table;
import dev.wheelsweep.core.toolchain.Tool.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the strings of .comment mean, from {@code tools.tsv}. Immutable. */
final class ToolCatalog {
    private static final String TABLE = "tools.tsv";
    private static final String NOTHING = "-";
    private static final String OF_RELEASE = ":";
    private static final int COLUMNS = 6;

    private static final String VERSION = "version";
    private static final String RELEASE = "release";

    /** A line of the table. */
    private record Line(
            Role role,
            String name,
            Optional<String> distribution,
            Optional<String> system,
            Optional<String> toolset,
            Pattern pattern) {
        static Line of(List<String> row) {
            return new Line(
                    Role.valueOf(row.get(0).toUpperCase(Locale.ROOT)),
                    row.get(1),
                    known(row.get(2)),
                    known(row.get(3)),
                    known(row.get(4)),
                    Pattern.compile(row.get(5), Pattern.DOTALL));
        }

        private static Optional<String> known(String field) {
            return field.equals(NOTHING) ? Optional.empty() : Optional.of(field);
        }

        Tool tool(String comment, Matcher parts, String file, int files) {
            return new Tool(
                    comment,
                    role,
                    Optional.of(name),
                    Optional.of(parts.group(VERSION)),
                    distribution,
                    toolset,
                    system.map(it -> it.endsWith(OF_RELEASE) ? it + parts.group(RELEASE) : it),
                    file,
                    files);
        }
    }

    /** Read at first use: wheels without ELF files need none. */
    private static final class BuiltIn {
        static final ToolCatalog TABLE =
                new ToolCatalog(Table.rows(ToolCatalog.class, ToolCatalog.TABLE, COLUMNS).stream()
                        .map(Line::of)
                        .toList());
    }

    private final List<Line> lines;

    private ToolCatalog(List<Line> lines) {
        this.lines = lines;
    }

    static ToolCatalog builtIn() {
        return BuiltIn.TABLE;
    }

    /** @return what the string means; a tool without a name if it is not known */
    Tool tool(String comment, String file, int files) {
        for (Line line : lines) {
            Matcher parts = line.pattern().matcher(comment);
            if (parts.matches()) {
                return line.tool(comment, parts, file, files);
            }
        }
        return new Tool(
                comment,
                Role.OTHER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                file,
                files);
    }
}
