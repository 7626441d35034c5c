package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.wheel.FilenameGrammar.Fault;
import dev.wheelsweep.core.wheel.FilenameParts.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A wheel's file name, parsed.
 *
 * @param text the name as it is on disk
 * @param project the distribution's name, normalised (PEP 503)
 * @param version as written; "-" never occurs in it
 * @param build the build tag, as written
 * @param pythonTags members of the compressed set, lower case, in the name's order, without duplicates and empty
 *     members
 * @param abiTags as {@code pythonTags}
 * @param platformTags as {@code pythonTags}
 * @param variant the variant label (PEP 825)
 * @param grammar which rules the name follows
 */
public record WheelFilename(
        String text,
        ProjectName project,
        String version,
        Optional<String> build,
        List<String> pythonTags,
        List<String> abiTags,
        List<PlatformTag> platformTags,
        Optional<String> variant,
        Grammar grammar) {

    /**
     * The most combinations of tags that one name may claim. Real names have fewer than 100; the longest name that is
     * parsed could claim millions.
     */
    public static final int MAX_TAGS = 4_096;

    /** Which rules a name follows. */
    public enum Grammar {
        /** The current specification, as packaging 26.4 parses it; PEP 825 labels included. */
        CURRENT,
        /** Only the regular expression that pip used before 25.3; no current installer accepts the file. */
        LEGACY
    }

    public WheelFilename {
        pythonTags = List.copyOf(pythonTags);
        abiTags = List.copyOf(abiTags);
        platformTags = List.copyOf(platformTags);
    }

    /**
     * @param name the last element of the path
     * @throws FormatException {@link Reason#INVALID_NAME} naming the missing or wrong part and where it begins; {@link
     *     Reason#LIMIT_NAME_CHARACTERS} for more than 1,024 characters, {@link Reason#LIMIT_TAGS} for more than {@link #MAX_TAGS} tags
     */
    public static WheelFilename parse(String name) throws FormatException {
        FilenameParts parts = FilenameParts.split(name);
        Optional<Fault> fault = FilenameGrammar.currentFault(parts);
        if (fault.isEmpty()) {
            return of(parts, Grammar.CURRENT);
        }
        if (!parts.has(Field.VARIANT)) {
            fault = FilenameGrammar.legacyFault(parts);
        }
        if (fault.isPresent()) {
            throw parts.invalid(fault.get().field(), fault.get().problem());
        }
        return of(parts, Grammar.LEGACY);
    }

    private static WheelFilename of(FilenameParts parts, Grammar grammar) throws FormatException {
        WheelFilename wheel = new WheelFilename(
                parts.name(),
                ProjectName.of(parts.text(Field.PROJECT)),
                parts.text(Field.VERSION),
                parts.optional(Field.BUILD),
                members(parts, Field.PYTHON),
                members(parts, Field.ABI),
                members(parts, Field.PLATFORM).stream().map(PlatformTag::parse).toList(),
                parts.optional(Field.VARIANT),
                grammar);
        if (wheel.tagCount() > MAX_TAGS) {
            throw new FormatException(
                    Format.NAME,
                    Reason.LIMIT_TAGS,
                    parts.offset(Field.PYTHON),
                    "the name claims %d tags, more than %d".formatted(wheel.tagCount(), MAX_TAGS));
        }
        return wheel;
    }

    /** The members of a compressed set in lower case, without duplicates and empty members. */
    private static List<String> members(FilenameParts parts, Field field) {
        return parts.members(field).stream()
                .filter(member -> !member.isEmpty())
                .map(member -> member.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** @return the name cut at its dashes once more */
    FilenameParts parts() {
        try {
            return FilenameParts.split(text);
        } catch (FormatException impossible) {
            throw new IllegalStateException("a name that was parsed before", impossible);
        }
    }

    /** @return the version as a text that is greater for a later one */
    public String versionOrder() {
        return Pep440Order.of(version).key();
    }

    /** @return how many {@link #tags} there are */
    long tagCount() {
        return (long) pythonTags.size() * abiTags.size() * platformTags.size();
    }

    /**
     * @return every tag the name claims: the product of its three sets, made while it is read, the platform changing
     *     fastest; at most {@link #MAX_TAGS} if the name was parsed
     */
    public Stream<Tag> tags() {
        return pythonTags.stream()
                .flatMap(python -> abiTags.stream()
                        .flatMap(abi -> platformTags.stream().map(platform -> new Tag(python, abi, platform))));
    }

    /** @return the name as it is on disk: {@code parse(x).toString()} is {@code x} */
    @Override
    public String toString() {
        return text;
    }
}
