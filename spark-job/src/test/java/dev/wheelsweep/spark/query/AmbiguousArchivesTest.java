package dev.wheelsweep.spark.query;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.policy.FindingId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The question of ambiguous archives lists finding ids, and must list a new one too. */
class AmbiguousArchivesTest {
    private static final Pattern ID = Pattern.compile("'([a-z0-9_]+)'");

    @Test
    void asksForEveryOddityOfAZipAndForWhatRecordContradicts() throws IOException {
        Set<String> expected = Stream.concat(
                        Arrays.stream(ZipOddity.Kind.values())
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT)),
                        Stream.of(FindingId.UNRECORDED_ENTRY, FindingId.PHANTOM_RECORD, FindingId.UNREAD_ENTRY)
                                .map(FindingId::column))
                .collect(toSet());

        assertThat(ids()).isEqualTo(expected);
    }

    @Test
    void asksOnlyForFindingsThatExist() throws IOException {
        assertThat(Arrays.stream(FindingId.values()).map(FindingId::column)).containsAll(ids());
    }

    private static Set<String> ids() throws IOException {
        return ID.matcher(Questions.builtIn().named("ambiguous-archives").sql())
                .results()
                .map(id -> id.group(1))
                .collect(toSet());
    }
}
