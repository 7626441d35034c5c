package dev.wheelsweep.core.inflate;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.zip.Deflater;

/** Content as in ELF files: stretches of tables, code, text and zeros, with matches near and far. */
public final class Blends {
    private Blends() {}

    public static byte[] content(Random random, int length) {
        byte[] content = new byte[length];
        int at = 0;
        while (at < length) {
            int end = Math.min(length, at + 1 + random.nextInt(60_000));
            int kind = random.nextInt(4);
            for (; at < end; at++) {
                content[at] = switch (kind) {
                    case 0 -> (byte) (at % 24 < 8 ? random.nextInt(6) : 0);
                    case 1 -> (byte) random.nextInt(256);
                    case 2 ->
                        at > 2000 && random.nextInt(20) > 0
                                ? content[at - 1 - random.nextInt(7) * 291]
                                : (byte) random.nextInt(64);
                    default -> (byte) (random.nextInt(300) == 0 ? 1 : 0);
                };
            }
        }
        return content;
    }

    /** @param flushes how often the stream is flushed in between, which puts empty stored blocks into it */
    public static byte[] deflate(byte[] content, int level, int strategy, int flushes) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 16];
        int step = content.length / (flushes + 1) + 1;
        for (int from = 0; from < content.length; from += step) {
            deflater.setInput(content, from, Math.min(step, content.length - from));
            int length;
            do {
                length = deflater.deflate(
                        piece, 0, piece.length, flushes == 0 ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                stream.write(piece, 0, length);
            } while (length > 0);
        }
        deflater.finish();
        while (!deflater.finished()) {
            stream.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return stream.toByteArray();
    }
}
