package dev.wheelsweep.core.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of an ELF file under construction, written in its class and order. */
final class ElfWriter {
    /** Enough for headers and tables. */
    private static final int CAPACITY = 2 << 20;

    private final ElfLayout layout;
    private final ByteBuffer bytes;

    /** @param code bytes that are not a table */
    ElfWriter(ElfLayout layout, ByteOrder order, int code) {
        this.layout = layout;
        this.bytes = ByteBuffer.allocate(CAPACITY + code).order(order);
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
            bytes.put((byte) 0);
        }
        return this;
    }

    ElfWriter u8(int value) {
        bytes.put((byte) value);
        return this;
    }

    ElfWriter u16(int value) {
        bytes.putShort((short) value);
        return this;
    }

    ElfWriter u32(long value) {
        bytes.putInt((int) value);
        return this;
    }

    ElfWriter u64(long value) {
        bytes.putLong(value);
        return this;
    }

    /** A value as wide as the class. */
    ElfWriter word(long value) {
        return is64() ? u64(value) : u32(value);
    }

    ElfWriter raw(byte[] value) {
        bytes.put(value);
        return this;
    }

    byte[] bytes() {
        byte[] copy = new byte[bytes.position()];
        bytes.get(0, copy);
        return copy;
    }
}
