package dev.wheelsweep.core.wheel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * entry_points.txt: an INI file whose only delimiter is {@code =} (entry points specification), read as CPython's strict
 * {@code configparser} reads it. Only what is wrong with it is kept.
 *
 * <pre>
 *   [console_scripts]             section; not twice
 *   tool = pkg.cli:main           option; not twice in its section
 *       [extra]                   a line that is indented further continues the value
 *   # comment                     also with ";"
 * </pre>
 */
final class EntryPoints {
    private static final Set<String> SCRIPTS = Set.of("console_scripts", "gui_scripts");
    private static final String DEFAULTS = "DEFAULT";

    private final Set<String> sections = new HashSet<>();
    private final Set<String> options = new HashSet<>();
    private Optional<String> section = Optional.empty();
    private Optional<String> badDefault = Optional.empty();
    private boolean afterOption;
    private int indent;

    private EntryPoints() {}

    /** @return the first thing that is wrong; empty if there is nothing */
    static Optional<String> fault(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException bad) {
            return Optional.of("is not UTF-8");
        }
        EntryPoints file = new EntryPoints();
        Optional<String> fault = Optional.empty();
        for (int at = 0; at < text.length() && fault.isEmpty(); ) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            fault = file.line(line);
        }
        return fault.or(file::defaultsFault);
    }

    private Optional<String> line(String line) {
        int from = 0;
        while (from < line.length() && PythonText.isSpace(line.charAt(from))) {
            from++;
        }
        int to = line.length();
        while (to > from && PythonText.isSpace(line.charAt(to - 1))) {
            to--;
        }
        String content = line.substring(from, to);
        if (content.isEmpty() || content.charAt(0) == '#' || content.charAt(0) == ';') {
            return Optional.empty();
        }
        if (section.isPresent() && afterOption && from > indent) {
            return Optional.empty();
        }
        indent = from;
        int close = content.lastIndexOf(']');
        if (content.charAt(0) == '[' && close > 1) {
            return header(content.substring(1, close));
        }
        return section.isEmpty()
                ? Optional.of("has the line \"%s\" before the first section".formatted(content))
                : option(content);
    }

    private Optional<String> header(String name) {
        section = Optional.of(name);
        afterOption = false;
        return sections.add(name) || name.equals(DEFAULTS)
                ? Optional.empty()
                : Optional.of("has the section %s twice".formatted(name));
    }

    private Optional<String> option(String content) {
        int delimiter = content.indexOf('=');
        if (delimiter < 0) {
            return Optional.of("has the line \"%s\" without \"=\"".formatted(content));
        }
        String name = content.substring(0, delimiter).stripTrailing();
        if (name.isEmpty()) {
            return Optional.of("has the line \"%s\" without a name".formatted(content));
        }
        afterOption = true;
        if (!options.add(section.orElseThrow() + "\n" + name)) {
            return Optional.of("has %s twice in [%s]".formatted(name, section.get()));
        }
        if (isScriptName(name)) {
            return Optional.empty();
        }
        Optional<String> fault = Optional.of("has the name \"%s\" in [%s]".formatted(name, section.get()));
        if (section.get().equals(DEFAULTS)) {
            badDefault = fault;
        }
        return SCRIPTS.contains(section.get()) ? fault : Optional.empty();
    }

    /** Every section has the options of DEFAULT, if there is a section. */
    private Optional<String> defaultsFault() {
        return sections.stream().anyMatch(SCRIPTS::contains) ? badDefault : Optional.empty();
    }

    private static boolean isScriptName(String name) {
        return name.codePoints().allMatch(c -> c == '.' || c == '-' || PythonText.isWord(c));
    }
}
