package dev.wheelsweep.core.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of an ELF file under construction, written in its class and order. */
final class ElfWriter {
    /** Enough for the headers and tables of most files. */
    private static final int FIRST = 1 << 16;

    private final ElfLayout layout;
    private ByteBuffer bytes;

    ElfWriter(ElfLayout layout, ByteOrder order) {
        this.layout = layout;
        this.bytes = ByteBuffer.allocate(FIRST).order(order);
    }

    boolean is64() {
        return layout == ElfLayout.ELF64;
    }

    int position() {
        return bytes.position();
    }

    ElfWriter seek(int position) {
        bytes.position(position);
        return this;
    }

    /** Zeros up to a multiple of the alignment. */
    ElfWriter align(int alignment) {
        while (bytes.position() % alignment != 0) {
            u8(0);
        }
        return this;
    }

    ElfWriter u8(int value) {
        room(Byte.BYTES).put((byte) value);
        return this;
    }

    ElfWriter u16(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    ElfWriter u32(long value) {
        room(Integer.BYTES).putInt((int) value);
        return this;
    }

    ElfWriter u64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    /** A value as wide as the class. */
    ElfWriter word(long value) {
        return is64() ? u64(value) : u32(value);
    }

    ElfWriter raw(byte[] value) {
        room(value.length).put(value);
        return this;
    }

    private ByteBuffer room(int count) {
        if (count > bytes.remaining()) {
            bytes = ByteBuffer.allocate(2 * (bytes.position() + count))
                    .order(bytes.order())
                    .put(bytes.flip());
        }
        return bytes;
    }

    byte[] bytes() {
        byte[] copy = new byte[bytes.position()];
        bytes.get(0, copy);
        return copy;
    }
}
