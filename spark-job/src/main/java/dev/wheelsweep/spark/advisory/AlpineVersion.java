package dev.wheelsweep.spark.advisory;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of apk (apk-package(5)):
 *
 * <pre>
 *   number{.number}[letter]{_suffix[number]}[~hash][-rN]     1.2.5_git20240512-r1
 * </pre>
 *
 * <p>The suffixes alpha, beta, pre and rc are before the version without them, cvs, svn, git, hg and p after it. A number after
 * the first that begins with zero is compared as text, as if it were a decimal fraction.
 */
final class AlpineVersion {
    private static final Pattern VERSION = Pattern.compile("[0-9]++(?:\\.[0-9]++)*+[a-z]?+"
            + "(?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)[0-9]*+)*+(?:~[0-9a-f]++)?+(?:-r[0-9]++)?+");

    private static final Pattern TOKEN = Pattern.compile("(?<first>^[0-9]++)|\\.(?<number>[0-9]++)|_(?<suffix>[a-z]++)"
            + "|(?<=[a-z])(?<suffixNumber>[0-9]++)|~(?<hash>[0-9a-f]++)|-r(?<revision>[0-9]++)|(?<letter>[a-z])");

    /** The index of the empty one is the place of a version without a suffix. */
    private static final List<String> SUFFIXES =
            List.of("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p");

    private static final int NO_SUFFIX = SUFFIXES.indexOf("");

    /** What a version consists of, in the order of apk: of two versions that differ there, the one with the later kind is lower. */
    private enum Kind {
        FIRST,
        NUMBER,
        LETTER,
        SUFFIX,
        SUFFIX_NUMBER,
        HASH,
        REVISION,
        END
    }

    private record Token(Kind kind, String text) {
        /** @return whether it makes a version lower than the same one without it */
        boolean isBeforeEnd() {
            return kind == Kind.SUFFIX && SUFFIXES.indexOf(text) < NO_SUFFIX;
        }
    }

    private final Matcher tokens;

    private AlpineVersion(String version) {
        tokens = TOKEN.matcher(version);
    }

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    static int compare(String one, String other) {
        AlpineVersion left = new AlpineVersion(one);
        AlpineVersion right = new AlpineVersion(other);
        while (true) {
            Token mine = left.next();
            Token theirs = right.next();
            if (mine.kind() != theirs.kind()) {
                return compareKinds(mine, theirs);
            }
            int order = compareTexts(mine.kind(), mine.text(), theirs.text());
            if (order != 0 || mine.kind() == Kind.END) {
                return order;
            }
        }
    }

    private static int compareKinds(Token mine, Token theirs) {
        if (mine.isBeforeEnd()) {
            return -1;
        }
        return theirs.isBeforeEnd() ? 1 : theirs.kind().compareTo(mine.kind());
    }

    private static int compareTexts(Kind kind, String mine, String theirs) {
        return switch (kind) {
            case NUMBER ->
                mine.startsWith("0") || theirs.startsWith("0") ? mine.compareTo(theirs) : Digits.compare(mine, theirs);
            case FIRST, SUFFIX_NUMBER, REVISION -> Digits.compare(mine, theirs);
            case SUFFIX -> Integer.compare(SUFFIXES.indexOf(mine), SUFFIXES.indexOf(theirs));
            case LETTER, HASH, END -> mine.compareTo(theirs);
        };
    }

    private Token next() {
        if (!tokens.find()) {
            return new Token(Kind.END, "");
        }
        if (tokens.group("first") != null) {
            return new Token(Kind.FIRST, tokens.group("first"));
        }
        if (tokens.group("number") != null) {
            return new Token(Kind.NUMBER, tokens.group("number"));
        }
        if (tokens.group("suffix") != null) {
            return new Token(Kind.SUFFIX, tokens.group("suffix"));
        }
        if (tokens.group("suffixNumber") != null) {
            return new Token(Kind.SUFFIX_NUMBER, tokens.group("suffixNumber"));
        }
        if (tokens.group("hash") != null) {
            return new Token(Kind.HASH, tokens.group("hash"));
        }
        return tokens.group("revision") != null
                ? new Token(Kind.REVISION, tokens.group("revision"))
                : new Token(Kind.LETTER, tokens.group("letter"));
    }
}
