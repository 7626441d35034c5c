package dev.wheelsweep.core.input;

import java.util.List;
import java.util.Optional;

/** A record whose text is published in rows. {@link Limits#rowBytes} bounds the text of all rows of one wheel. */
public interface RowText {

    /** @return the size of all text it holds, in bytes of UTF-8 */
    long textBytes();

    /** @return the bytes that UTF-8 needs for a text, and two more for each character outside the BMP */
    static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes;
    }

    static long bytes(Optional<String> text) {
        return text.map(RowText::bytes).orElse(0L);
    }

    static long bytes(List<String> texts) {
        return texts.stream().mapToLong(RowText::bytes).sum();
    }

    static long bytesOfAll(List<? extends RowText> records) {
        return records.stream().mapToLong(RowText::textBytes).sum();
    }
}
