package dev.wheelsweep.core.inflate;

/** Streams of blocks without content. No other bytes take a decoder longer, since each block has its own codes. */
public final class EmptyBlocks {
    private EmptyBlocks() {}

    /** @return a stream of so many dynamic blocks of 12 bytes each, then one stored block of four bytes */
    public static byte[] dynamic(int count, byte[] content) {
        int[] precode = DeflateStreamBuilder.lengths(19, 1, 1, 18, 1);
        DeflateStreamBuilder stream = new DeflateStreamBuilder();
        for (int i = 0; i < count; i++) {
            stream.dynamic(0, 257, 1, precode);
            // Of the two codes of the precode, 0 is a length of 1 and 1 a run of zeros: 138 and 118 before the 256th.
            stream.code(1, 1)
                    .bits(138 - 11, 7)
                    .code(1, 1)
                    .bits(118 - 11, 7)
                    .code(0, 1)
                    .code(0, 1);
            stream.code(0, 1); // End of the block.
        }
        stream.bits(1, 1).bits(0, 2).pad(0).bits(content.length, 16).bits(~content.length, 16);
        for (byte b : content) {
            stream.bits(b, 8);
        }
        return stream.build();
    }
}
