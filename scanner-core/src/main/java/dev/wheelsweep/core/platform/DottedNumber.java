package dev.wheelsweep.core.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version made of numbers, such as 2.17 or 3.4.19, compared number by number: 2.9 is below 2.17, and 2.3 below 2.3.4.
 * 2.17 and 2.17.0 are two different numbers, the shorter one below. Leading zeros do not count: 2.05 is 2.5.
 *
 * @param numbers at least one, none negative
 */
public record DottedNumber(List<Integer> numbers) implements Comparable<DottedNumber> {
    /** Nine digits always fit an int. Possessive, so that a long text costs neither time nor stack. */
    private static final Pattern GRAMMAR = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})*+");

    public DottedNumber {
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException("not a version: " + numbers);
        }
    }

    public static DottedNumber of(Integer... numbers) {
        return new DottedNumber(List.of(numbers));
    }

    /** @return the number, or empty if the text is anything else (a name, a number of ten digits) */
    public static Optional<DottedNumber> parse(String text) {
        return GRAMMAR.matcher(text).matches()
                ? Optional.of(new DottedNumber(
                        Arrays.stream(text.split("\\.")).map(Integer::valueOf).toList()))
                : Optional.empty();
    }

    /** @return the second number, 0 where there is none: 17 of 2.17 */
    public int minor() {
        return numbers.size() > 1 ? numbers.get(1) : 0;
    }

    /** @return the first two numbers, as platform tags give them: 1.2 of 1.2.5 */
    public DottedNumber majorMinor() {
        return of(numbers.get(0), minor());
    }

    @Override
    public int compareTo(DottedNumber other) {
        int common = Math.min(numbers.size(), other.numbers.size());
        for (int i = 0; i < common; i++) {
            int order = Integer.compare(numbers.get(i), other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }

    /** As in {@link Arch}: the record's own links itself at its first call. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DottedNumber number && numbers.equals(number.numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    @Override
    public String toString() {
        return String.join(".", numbers.stream().map(String::valueOf).toList());
    }
}
