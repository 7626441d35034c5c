package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.wheel.FilenameParts.Field;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the parts of a name may contain: by the grammar of current tools, and by that of old ones. Both report the first
 * {@link Fault}; a name that both refuse is reported with the fault under the more lenient one.
 */
final class FilenameGrammar {
    /** PEP 825, section "Variant label". */
    private static final Pattern VARIANT = Pattern.compile("[0-9a-z_.]+");

    private static final List<Field> TAGS = List.of(Field.PYTHON, Field.ABI, Field.PLATFORM);

    /** @param problem completes the sentence "the version "1-x" ..." */
    record Fault(Field field, String problem) {}

    private FilenameGrammar() {}

    /**
     * {@code parse_wheel_filename} of packaging 26.4, and PEP 825 for the variant label, which packaging does not know
     * yet.
     */
    static Optional<Fault> currentFault(FilenameParts parts) {
        String project = parts.text(Field.PROJECT);
        if (project.isEmpty()) {
            return fault(Field.PROJECT, "is empty");
        }
        if (project.contains("__")) {
            return fault(Field.PROJECT, "has two underscores in a row");
        }
        if (!project.codePoints().allMatch(character -> character == '.' || PythonText.isWord(character))) {
            return fault(Field.PROJECT, "has characters other than letters, digits, \"_\" and \".\"");
        }
        if (!Pep440.isVersion(parts.text(Field.VERSION))) {
            return fault(Field.VERSION, "is not a version of PEP 440");
        }
        Optional<Fault> build = buildFault(parts);
        if (build.isPresent()) {
            return build;
        }
        if (parts.has(Field.BUILD) && parts.text(Field.BUILD).contains("\n")) {
            return fault(Field.BUILD, "has a line end");
        }
        for (Field field : TAGS) {
            if (parts.members(field).contains("")) {
                return fault(field, "has an empty member");
            }
        }
        if (!parts.members(Field.PYTHON).stream().allMatch(PythonText::isIdentifier)) {
            return fault(Field.PYTHON, "has a member that is no Python identifier");
        }
        if (parts.has(Field.VARIANT)
                && !VARIANT.matcher(parts.text(Field.VARIANT)).matches()) {
            return fault(Field.VARIANT, "is empty or has characters other than 0-9, a-z, \"_\" and \".\"");
        }
        return Optional.empty();
    }

    /**
     * The regular expression that pip fell back to before 25.3: parts without white space, all but the version not
     * empty. Written without an expression, because the name is already split. Two things are stricter than pip was: a
     * tag made of dots alone has no member and is refused; a build tag begins with an ASCII digit, not with one of
     * another script.
     *
     * @param parts without variant label
     */
    static Optional<Fault> legacyFault(FilenameParts parts) {
        if (parts.text(Field.PROJECT).isEmpty()) {
            return fault(Field.PROJECT, "is empty");
        }
        Optional<Fault> build = buildFault(parts);
        if (build.isPresent()) {
            return build;
        }
        for (Field field : TAGS) {
            if (parts.members(field).stream().allMatch(String::isEmpty)) {
                return fault(field, "is empty");
            }
        }
        Predicate<Field> hasSpace = field -> parts.text(field).codePoints().anyMatch(PythonText::isSpace);
        return parts.layout().stream()
                // pip's expression let a build tag have any character.
                .filter(field -> field != Field.BUILD)
                .filter(hasSpace)
                .findFirst()
                .flatMap(field -> fault(field, "has white space"));
    }

    private static Optional<Fault> buildFault(FilenameParts parts) {
        return parts.has(Field.BUILD) && !FilenameParts.startsWithDigit(parts.text(Field.BUILD))
                ? fault(Field.BUILD, "does not begin with a digit")
                : Optional.empty();
    }

    private static Optional<Fault> fault(Field field, String problem) {
        return Optional.of(new Fault(field, problem));
    }
}
