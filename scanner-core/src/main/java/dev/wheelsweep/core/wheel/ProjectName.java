package dev.wheelsweep.core.wheel;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A project's name in normal form: lower case, runs of {@code - _ .} as one dash (PEP 503).
 *
 * @param normalized such as {@code "ruamel-yaml-clib"}
 */
public record ProjectName(String normalized) {
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    /** @param name in any spelling, such as {@code "Ruamel.Yaml_CLib"} */
    public static ProjectName of(String name) {
        return new ProjectName(SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT));
    }
}
