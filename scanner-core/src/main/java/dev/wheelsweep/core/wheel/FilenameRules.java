package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.wheel.FilenameGrammar.Fault;
import dev.wheelsweep.core.wheel.FilenameParts.Field;
import dev.wheelsweep.core.wheel.WheelFilename.Grammar;
import java.util.Optional;
import java.util.Set;

/** How an installer reads the file name of a wheel. None installs a wheel with a variant label unless an option asks. */
public enum FilenameRules {
    /** The regular expression of pip before 25.3. */
    LEGACY,
    /** packaging before 26.3: project, version and build tag must be well formed, tags may have any text. */
    TAGS_UNCHECKED,
    /** packaging since 26.3. */
    CURRENT,
    /** uv: as {@link #CURRENT}, and tags must be in lower case. */
    LOWER_CASE;

    private static final Set<Field> TAGS = Set.of(Field.PYTHON, Field.ABI, Field.PLATFORM);

    /** @return what is wrong with the name, as the end of a sentence; empty if the installer reads it */
    public Optional<String> objection(WheelFilename wheel) {
        if (wheel.variant().isPresent()) {
            return Optional.of(
                    "has the variant label \"%s\"".formatted(wheel.variant().get()));
        }
        if (wheel.grammar() == Grammar.LEGACY && this != LEGACY) {
            FilenameParts parts = wheel.parts();
            Fault fault = FilenameGrammar.currentFault(parts).orElseThrow();
            // Tags are judged last, so all other parts are well formed if the fault is in a tag.
            if (this != TAGS_UNCHECKED || !TAGS.contains(fault.field())) {
                return Optional.of("has the %s \"%s\", which %s"
                        .formatted(fault.field().label, parts.text(fault.field()), fault.problem()));
            }
        }
        return this == LOWER_CASE && hasUpperCaseTag(wheel)
                ? Optional.of("has a tag with upper-case letters")
                : Optional.empty();
    }

    private static boolean hasUpperCaseTag(WheelFilename wheel) {
        FilenameParts parts = wheel.parts();
        return TAGS.stream().anyMatch(field -> parts.text(field).chars().anyMatch(Character::isUpperCase));
    }
}
