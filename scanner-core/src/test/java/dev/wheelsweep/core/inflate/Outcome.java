package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a decoder makes of a whole stream.
 *
 * @param verdict {@value #OK}, {@value #TRUNCATED} or zlib's message
 * @param output everything decoded, before an error too
 * @param consumed compressed bytes, if the verdict is {@value #OK}, else 0: zlib does not say where its errors are
 */
record Outcome(String verdict, ByteBuffer output, long consumed) {
    static final String OK = "OK";
    static final String TRUNCATED = "TRUNCATED";

    private static final int WINDOW = 32 * 1024;

    /** zlib's messages (inflate.c, 1.2.13), one for each of our reasons. */
    private static final Map<Reason, String> MESSAGES = Map.ofEntries(
            Map.entry(Reason.TRUNCATED_STREAM, TRUNCATED),
            Map.entry(Reason.INVALID_BLOCK_TYPE, "invalid block type"),
            Map.entry(Reason.INVALID_STORED_LENGTH, "invalid stored block lengths"),
            Map.entry(Reason.TOO_MANY_SYMBOLS, "too many length or distance symbols"),
            Map.entry(Reason.INVALID_PRECODE, "invalid code lengths set"),
            Map.entry(Reason.INVALID_LENGTH_REPEAT, "invalid bit length repeat"),
            Map.entry(Reason.MISSING_END_OF_BLOCK, "invalid code -- missing end-of-block"),
            Map.entry(Reason.INVALID_LITERAL_CODE, "invalid literal/lengths set"),
            Map.entry(Reason.INVALID_DISTANCE_CODE, "invalid distances set"),
            Map.entry(Reason.INVALID_LITERAL_SYMBOL, "invalid literal/length code"),
            Map.entry(Reason.INVALID_DISTANCE_SYMBOL, "invalid distance code"),
            Map.entry(Reason.DISTANCE_TOO_FAR_BACK, "invalid distance too far back"));

    static Outcome ofZlib(byte[] stream) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stream);
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            byte[] piece = new byte[1 << 16];
            String verdict = null;
            while (verdict == null) {
                try {
                    int length = inflater.inflate(piece);
                    if (inflater.finished()) {
                        verdict = OK;
                    } else if (length == 0) {
                        verdict = TRUNCATED;
                    }
                } catch (DataFormatException bad) {
                    verdict = bad.getMessage();
                }
                output.write(piece, 0, (int) inflater.getBytesWritten() - output.size());
            }
            return new Outcome(
                    verdict, ByteBuffer.wrap(output.toByteArray()), verdict.equals(OK) ? inflater.getBytesRead() : 0);
        } finally {
            inflater.end();
        }
    }

    public static Outcome of(byte[] stream) {
        return of(new InflateDecoder(), StridedBytes.of(stream, Integer.MAX_VALUE), room -> room);
    }

    /**
     * Decodes into an array that is slid whenever it is full, so that only the window is kept.
     *
     * @param pieces how many bytes to ask for, 1 or more, given how many there is room for
     */
    public static Outcome of(InflateDecoder decoder, ByteSource source, IntUnaryOperator pieces) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        byte[] window = new byte[2 * WINDOW + 1];
        int at = 0;
        decoder.start(source, 0, source.size());
        String verdict = null;
        while (verdict == null) {
            if (at == window.length) {
                System.arraycopy(window, at - WINDOW, window, 0, WINDOW);
                at = WINDOW;
            }
            int to = at + pieces.applyAsInt(window.length - at);
            int from = at;
            try {
                at += decoder.decode(window, from, to);
                if (at < to) {
                    assertThat(decoder.finished()).isTrue();
                    verdict = OK;
                }
            } catch (FormatException bad) {
                verdict = MESSAGES.get(bad.reason());
                at += (int) decoder.produced() - output.size();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            output.write(window, from, at - from);
        }
        assertThat(decoder.produced()).isEqualTo(output.size());
        return new Outcome(verdict, ByteBuffer.wrap(output.toByteArray()), verdict.equals(OK) ? decoder.consumed() : 0);
    }

    /** @return the output as Latin-1 */
    String outputText() {
        return StandardCharsets.ISO_8859_1.decode(output.duplicate()).toString();
    }
}
