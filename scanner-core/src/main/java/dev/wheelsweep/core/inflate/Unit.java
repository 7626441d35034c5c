package dev.wheelsweep.core.inflate;

/** What the output of {@link MarkedDecoder} consists of. */
enum Unit {
    /** Bytes, all of them known. */
    BYTES(1) {
        @Override
        int get(byte[] output, int at) {
            return Byte.toUnsignedInt(output[at]);
        }

        @Override
        void set(byte[] output, int at, int value) {
            output[at] = (byte) value;
        }

        @Override
        int decode(BitInput input, HuffmanTable literals, HuffmanTable distances, byte[] output, int from, int to) {
            return FastLoop.decode(input, literals.entries, distances.entries, output, from, to, 0);
        }
    },
    /** {@link Cells}. */
    CELLS(Cells.SIZE) {
        @Override
        int get(byte[] output, int at) {
            return Cells.get(output, at);
        }

        @Override
        void set(byte[] output, int at, int value) {
            Cells.set(output, at, value);
        }

        @Override
        int decode(BitInput input, HuffmanTable literals, HuffmanTable distances, byte[] output, int from, int to) {
            return MarkedLoop.decode(input, literals.entries, distances.entries, output, from, to);
        }
    };

    /** Bytes that one takes. */
    final int size;

    /** Bytes that the window takes. */
    final int windowSize;

    Unit(int size) {
        this.size = size;
        this.windowSize = size * DeflateFormat.WINDOW;
    }

    /** @param at index of the first byte of one */
    abstract int get(byte[] output, int at);

    abstract void set(byte[] output, int at, int value);

    /** The fast loop for this; parameters and result are those of {@link MarkedLoop#decode}. */
    abstract int decode(BitInput input, HuffmanTable literals, HuffmanTable distances, byte[] output, int from, int to);
}
