package dev.wheelsweep.spark.cli.options;

import java.util.regex.Pattern;

/** What a user may give instead of a path: an address in a file system that Hadoop knows, or of a server. */
public final class GivenAddress {
    /** Of two letters at least: one is a drive. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

    private GivenAddress() {}

    public static boolean isIn(String text) {
        return ADDRESS.matcher(text).matches();
    }
}
