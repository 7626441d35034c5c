package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes give texts that are valid Unicode, or a {@link FormatException}. */
class TextFilesPropertyTest {
    private static final long SEED = 376;
    private static final int ROUNDS = 20_000;

    /** Bytes with a meaning to one of the parsers, and some that are no UTF-8 or only the start of a sequence. */
    private static final byte[] ALPHABET = {
        'a',
        'a',
        ':',
        ' ',
        '\t',
        '\n',
        '\r',
        ',',
        '"',
        0,
        0x7f,
        (byte) 0x80,
        (byte) 0xc3,
        (byte) 0xa9,
        (byte) 0xed,
        (byte) 0xff
    };

    @Test
    void anyBytesGiveTextsOrAnError() throws FormatException {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = ALPHABET[random.nextInt(ALPHABET.length)];
            }
            String context = "seed %d, round %d".formatted(SEED, round);
            assertValid(context, RecordFile.hashes(bytes).keySet());
            try {
                assertValid(context, HeaderBlock.read(bytes).all("a"));
            } catch (FormatException bad) {
                assertThat(bad.reason()).as(context).isEqualTo(Reason.BAD_METADATA);
            }
        }
    }

    @Test
    void headersAreFoundAmongRandomBytes() throws FormatException {
        assertThat(HeaderBlock.read(new byte[] {'a', ':', (byte) 0xff, '\r', ' ', '"'})
                        .all("a"))
                .isEqualTo(List.of("\\xff \""));
    }

    private static void assertValid(String context, Collection<String> texts) {
        for (String text : texts) {
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text))
                    .as(context)
                    .isTrue();
        }
    }
}
