package dev.wheelsweep.core.toolchain;

import dev.wheelsweep.core.toolchain.Tool.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the strings of .comment mean, from {@code tools.tsv}. Immutable. */
final class ToolCatalog {
    private static final String TABLE = "tools.tsv";
    private static final String COMMENT = "#";
    private static final String TAB = "\t";
    private static final String NOTHING = "-";
    private static final String OF_RELEASE = ":";
    private static final int FIELDS = 6;

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
        static Line parse(String line) {
            String[] fields = line.split(TAB, -1);
            if (fields.length != FIELDS) {
                throw new IllegalStateException(TABLE + ": expected " + FIELDS + " fields: " + line);
            }
            return new Line(
                    Role.valueOf(fields[0].toUpperCase(Locale.ROOT)),
                    fields[1],
                    known(fields[2]),
                    known(fields[3]),
                    known(fields[4]),
                    Pattern.compile(fields[5], Pattern.DOTALL));
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
        static final ToolCatalog TABLE = read();

        private static ToolCatalog read() {
            try (InputStream resource = ToolCatalog.class.getResourceAsStream(ToolCatalog.TABLE)) {
                return new ToolCatalog(new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith(COMMENT))
                        .map(Line::parse)
                        .toList());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
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
