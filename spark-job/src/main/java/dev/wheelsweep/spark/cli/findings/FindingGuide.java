package dev.wheelsweep.spark.cli.findings;

import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Severity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person needs to know of one kind of finding.
 *
 * @param id as outputs and queries name it
 * @param meaning one sentence
 * @param evidence what the fields of such a finding hold
 * @param remedy what to do about it
 */
public record FindingGuide(String id, Severity severity, String meaning, Evidence evidence, String remedy) {
    /** A wheel without facts has no findings; for formats that report findings only, it is one. */
    public static final FindingGuide UNREAD_WHEEL = new FindingGuide(
            "unread_wheel",
            Severity.ERROR,
            "The wheel, or a part of it, cannot be read, so nothing is known of what the unread part needs.",
            new Evidence("", "the reason, and the entry if it is one that cannot be read"),
            "Download or build the wheel again. If the reason is a limit of wheelsweep, look at the wheel by hand.");

    private static final String WORD_END = "_";
    private static final int SUGGESTIONS = 3;
    /** Of so many characters of a name, one may be wrong. */
    private static final int CHARACTERS_PER_MISTAKE = 4;

    public static FindingGuide of(FindingId id) {
        return new FindingGuide(id.column(), id.severity(), id.meaning(), Evidence.of(id), Remedy.of(id));
    }

    /** @return every kind, in the order of {@link FindingId}, and {@link #UNREAD_WHEEL} at the end */
    public static List<FindingGuide> all() {
        return Stream.concat(Arrays.stream(FindingId.values()).map(FindingGuide::of), Stream.of(UNREAD_WHEEL))
                .toList();
    }

    /** @param name in any case, with hyphens or underscores */
    public static Optional<FindingGuide> named(String name) {
        String id = id(name);
        return all().stream().filter(guide -> guide.id().equals(id)).findFirst();
    }

    /** @return the ids that the name may be a mistake for, the most similar first */
    public static List<String> similar(String name) {
        String wanted = id(name);
        return all().stream()
                .map(FindingGuide::id)
                .filter(id -> isSimilar(id, wanted))
                .sorted(Comparator.comparing((String id) -> mistakes(id, wanted)))
                .limit(SUGGESTIONS)
                .toList();
    }

    private static String id(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static boolean isSimilar(String id, String wanted) {
        boolean hasItsWords =
                !wanted.isEmpty() && Arrays.asList(id.split(WORD_END)).containsAll(words(wanted));
        return hasItsWords || mistakes(id, wanted) <= 1 + wanted.length() / CHARACTERS_PER_MISTAKE;
    }

    private static List<String> words(String wanted) {
        return List.of(wanted.split(WORD_END, -1));
    }

    /** @return the distance of Levenshtein: how many characters to insert, remove or replace */
    private static int mistakes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    /** @return the id in one word, such as {@code TagViolated} */
    public String title() {
        return Arrays.stream(id.split(WORD_END))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
