package dev.wheelsweep.core.supply;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern for sonames, project names and platform tags in which {@code *} is any text, and everything else itself.
 *
 * @param text such as {@code "libcublas.so.*"}
 */
public record Glob(String text, Pattern pattern) {
    private static final String ANY = "*";

    public static Glob of(String text) {
        return new Glob(
                text,
                Pattern.compile(Arrays.stream(text.split(Pattern.quote(ANY), -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"))));
    }

    /** @return whether the whole name fits */
    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
