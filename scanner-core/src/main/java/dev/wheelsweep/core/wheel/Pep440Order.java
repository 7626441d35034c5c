package dev.wheelsweep.core.wheel;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version in the order of PEP 440: {@code 1.0.dev1 < 1.0a1.dev1 < 1.0a1 < 1.0rc1 < 1.0 < 1.0+local < 1.0.post1 < 1!0.1}.
 * Text that is no version is before all versions, ordered as text. Two versions that PEP 440 calls equal are equal.
 */
public final class Pep440Order implements Comparable<Pep440Order> {
    /** What {@link Pep440#normalized} makes. */
    private static final Pattern NORMALIZED = Pattern.compile(
            "([0-9]+)!([0-9.]+?)(?:(a|b|rc)([0-9]+))?(?:\\.post([0-9]+))?(?:\\.dev([0-9]+))?(?:\\+(.*))?");

    private static final BigInteger NONE = BigInteger.valueOf(-1);
    private static final BigInteger RELEASED = BigInteger.TEN;
    private static final List<String> PRE = List.of("a", "b", "rc");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** Before all letters and digits. */
    private static final char END = '.';
    /** From a to y. */
    private static final int LETTERS = 25;

    private static final Comparator<BigInteger> DEV_FIRST =
            Comparator.comparing((BigInteger dev) -> dev.equals(NONE)).thenComparing(Comparator.naturalOrder());

    private static final Comparator<Pep440Order> ORDER = Comparator.<Pep440Order, BigInteger>comparing(it -> it.epoch)
            .thenComparing(it -> it.release, Pep440Order::compareReleases)
            .thenComparing(it -> it.phase)
            .thenComparing(it -> it.pre)
            .thenComparing(it -> it.post)
            .thenComparing(it -> it.dev, DEV_FIRST)
            .thenComparing(it -> it.local, Pep440Order::compareLocals)
            .thenComparing(it -> it.other);

    private final BigInteger epoch;
    private final List<BigInteger> release;
    /** The kind of pre-release; -1 for a development release of a final release, 10 if it is no pre-release. */
    private final BigInteger phase;

    private final BigInteger pre;
    private final BigInteger post;
    private final BigInteger dev;
    private final List<String> local;
    private final String other;

    private Pep440Order(String text) {
        Optional<Matcher> version =
                Pep440.normalized(text).map(NORMALIZED::matcher).filter(Matcher::matches);
        Matcher parts = version.orElseGet(() -> NORMALIZED.matcher(""));
        boolean isVersion = version.isPresent();
        epoch = number(parts, isVersion, 1);
        release = isVersion
                ? Arrays.stream(parts.group(2).split("\\.", -1))
                        .map(BigInteger::new)
                        .toList()
                : List.of();
        pre = number(parts, isVersion, 4);
        post = number(parts, isVersion, 5);
        dev = number(parts, isVersion, 6);
        phase = isVersion ? phase(parts.group(3)) : NONE;
        local = isVersion && parts.group(7) != null ? List.of(parts.group(7).split("\\.", -1)) : List.of();
        other = isVersion ? "" : text;
    }

    public static Pep440Order of(String version) {
        return new Pep440Order(version);
    }

    /**
     * @return the place of the version as a text: a later version has a greater one, equal versions have the same. It consists
     *     of ASCII letters, digits and dots, except for what is no version
     */
    public String key() {
        if (!other.isEmpty() || release.isEmpty()) {
            return "0" + other;
        }
        StringBuilder key = new StringBuilder("1").append(key(epoch));
        release.forEach(number -> key.append(key(number)));
        key.append(END).append(phase.equals(RELEASED) ? PRE.size() + 1 : phase.intValue() + 1);
        key.append(pre.equals(NONE) ? "" : key(pre));
        key.append(post.equals(NONE) ? "0" : "1" + key(post));
        key.append(dev.equals(NONE) ? "1" : "0" + key(dev));
        local.forEach(part ->
                key.append(NUMBER.matcher(part).matches() ? "1" + key(new BigInteger(part)) : "0" + part + END));
        return key.toString();
    }

    /** The number after its length: {@code a7}, {@code b42}; each z before the letter is 25 digits more. */
    private static String key(BigInteger number) {
        String digits = number.toString();
        int more = (digits.length() - 1) / LETTERS;
        return "z".repeat(more) + (char) ('a' + (digits.length() - 1) % LETTERS) + digits;
    }

    private static BigInteger number(Matcher parts, boolean isVersion, int group) {
        return isVersion && parts.group(group) != null ? new BigInteger(parts.group(group)) : NONE;
    }

    private BigInteger phase(String word) {
        if (word != null) {
            return BigInteger.valueOf(PRE.indexOf(word));
        }
        return post.equals(NONE) && !dev.equals(NONE) ? NONE : RELEASED;
    }

    private static int compareReleases(List<BigInteger> left, List<BigInteger> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Words are before numbers. */
    private static int compareLocals(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            String one = left.get(i);
            String two = right.get(i);
            boolean isNumber = NUMBER.matcher(one).matches();
            int order = Boolean.compare(isNumber, NUMBER.matcher(two).matches());
            if (order == 0) {
                order = isNumber ? new BigInteger(one).compareTo(new BigInteger(two)) : one.compareTo(two);
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    @Override
    public int compareTo(Pep440Order that) {
        return ORDER.compare(this, that);
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof Pep440Order order && compareTo(order) == 0;
    }

    @Override
    public int hashCode() {
        return List.of(epoch, release, phase, pre, post, dev, local, other).hashCode();
    }
}
