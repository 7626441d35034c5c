package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A wheel's name cut at its dashes, each part under its own name; the content of the parts is not checked yet. No part
 * can contain a dash, so their number and two of them decide which is which (PEP 825):
 *
 * <pre>
 *   5 parts   project-version-python-abi-platform
 *   6 parts   project-version-python-abi-platform-variant        the third does not begin with a digit, and the fifth has
 *                                                              a platform tag of a known family
 *             project-version-build-python-abi-platform          else; the build tag may be wrong
 *   7 parts   project-version-build-python-abi-platform-variant
 * </pre>
 *
 * @param name the whole name
 * @param texts the parts, raw
 * @param layout which part each text is
 */
record FilenameParts(String name, List<String> texts, List<Field> layout) {
    static final String EXTENSION = ".whl";
    /** In characters. File systems allow 255 bytes, but lists of wheels may have longer names. */
    static final int MAX_LENGTH = 1_024;

    private static final String TEMPLATE =
            "a wheel is called project-version[-build]-python-abi-platform[-variant]" + EXTENSION;

    /** The parts in the order of a name that has them all. */
    enum Field {
        PROJECT("project name"),
        VERSION("version"),
        BUILD("build tag"),
        PYTHON("python tag"),
        ABI("abi tag"),
        PLATFORM("platform tag"),
        VARIANT("variant label");

        /** The name of the part in error texts. */
        final String label;

        Field(String label) {
            this.label = label;
        }
    }

    private static final List<Field> PLAIN =
            List.of(Field.PROJECT, Field.VERSION, Field.PYTHON, Field.ABI, Field.PLATFORM);
    private static final List<Field> BUILD_NUMBERED =
            List.of(Field.PROJECT, Field.VERSION, Field.BUILD, Field.PYTHON, Field.ABI, Field.PLATFORM);
    private static final List<Field> VARIANT_LABELLED =
            List.of(Field.PROJECT, Field.VERSION, Field.PYTHON, Field.ABI, Field.PLATFORM, Field.VARIANT);
    private static final List<Field> COMPLETE = List.of(Field.values());

    /** @throws FormatException if the name is too long, has another extension, or too few or too many parts */
    static FilenameParts split(String name) throws FormatException {
        if (name.length() > MAX_LENGTH) {
            throw new FormatException(
                    Format.NAME,
                    Reason.LIMIT_NAME_CHARACTERS,
                    MAX_LENGTH,
                    "the name has %d characters, more than %d".formatted(name.length(), MAX_LENGTH));
        }
        if (!name.endsWith(EXTENSION)) {
            String problem = name.toLowerCase(Locale.ROOT).endsWith(EXTENSION)
                    ? "the extension must be \"%s\" in lower case".formatted(EXTENSION)
                    : "the extension is not \"%s\"".formatted(EXTENSION);
            throw invalid(name, Math.max(0, name.lastIndexOf('.')), problem);
        }
        List<String> texts =
                List.of(name.substring(0, name.length() - EXTENSION.length()).split("-", -1));
        return new FilenameParts(name, texts, layout(name, texts));
    }

    private static List<Field> layout(String name, List<String> texts) throws FormatException {
        if (texts.size() < PLAIN.size()) {
            throw tooFew(name, texts);
        }
        return switch (texts.size()) {
            case 5 -> PLAIN;
            case 6 -> isVariantLabelled(texts) ? VARIANT_LABELLED : BUILD_NUMBERED;
            case 7 -> COMPLETE;
            default ->
                throw invalid(
                        name,
                        offset(texts, COMPLETE.size()),
                        "%d parts, at most %d: %s".formatted(texts.size(), COMPLETE.size(), TEMPLATE));
        };
    }

    private static boolean isVariantLabelled(List<String> texts) {
        return !startsWithDigit(texts.get(COMPLETE.indexOf(Field.BUILD)))
                && hasKnownPlatform(texts.get(VARIANT_LABELLED.indexOf(Field.PLATFORM)));
    }

    private static boolean hasKnownPlatform(String compressed) {
        return members(compressed).stream()
                .map(PlatformTag::parse)
                .anyMatch(tag -> tag.family() != PlatformTag.Family.OTHER);
    }

    /** If there are four parts and the last one looks like a platform tag, the abi tag is missing. */
    private static FormatException tooFew(String name, List<String> texts) {
        int last = texts.size() - 1;
        boolean endsWithPlatform = last == PLAIN.indexOf(Field.ABI) && hasKnownPlatform(texts.get(last));
        Field missing = endsWithPlatform ? Field.ABI : PLAIN.get(texts.size());
        int at = endsWithPlatform ? offset(texts, last) : name.length() - EXTENSION.length();
        return invalid(name, at, "the %s is missing: %s".formatted(missing.label, TEMPLATE));
    }

    boolean has(Field field) {
        return layout.contains(field);
    }

    /** @param field one that this name {@link #has} */
    String text(Field field) {
        return texts.get(layout.indexOf(field));
    }

    Optional<String> optional(Field field) {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    /** @return the members of a compressed tag set (PEP 425), raw: perhaps empty, perhaps twice */
    List<String> members(Field field) {
        return members(text(field));
    }

    private static List<String> members(String compressed) {
        return List.of(compressed.split("\\.", -1));
    }

    /** @return where a part begins, in characters from the start of the name */
    int offset(Field field) {
        return offset(texts, layout.indexOf(field));
    }

    /** @return {@link Reason#INVALID_NAME} at the beginning of one part */
    FormatException invalid(Field field, String problem) {
        return invalid(name, offset(field), "the %s \"%s\" %s".formatted(field.label, text(field), problem));
    }

    static boolean startsWithDigit(String text) {
        return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }

    private static int offset(List<String> texts, int index) {
        return texts.stream().limit(index).mapToInt(text -> text.length() + 1).sum();
    }

    private static FormatException invalid(String name, int at, String problem) {
        return new FormatException(Format.NAME, Reason.INVALID_NAME, at, problem + ", in \"" + name + "\"");
    }
}
