package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/** A file that {@link ElfBuilder} made, with the offsets of its structures, so that a test can break one field. */
final class BuiltElf {
    private final byte[] bytes;
    private final ElfLayout layout;
    private final ByteOrder order;
    private final Map<Table, Integer> tables;
    private final Map<Long, Integer> dynamicEntries;
    private final Map<Long, Integer> programHeaders;

    /**
     * @param tables offsets of tables in the file
     * @param dynamicEntries offsets of the first dynamic entry of each tag
     * @param programHeaders offsets of the first program header of each type
     */
    BuiltElf(
            byte[] bytes,
            ElfLayout layout,
            ByteOrder order,
            Map<Table, Integer> tables,
            Map<Long, Integer> dynamicEntries,
            Map<Long, Integer> programHeaders) {
        this.bytes = bytes;
        this.layout = layout;
        this.order = order;
        this.tables = tables;
        this.dynamicEntries = dynamicEntries;
        this.programHeaders = programHeaders;
    }

    enum Table {
        INTERPRETER,
        NOTES,
        PROPERTIES,
        HASH,
        SYMBOLS,
        STRINGS,
        SYMBOL_VERSIONS,
        VERSION_NEEDS,
        VERSION_DEFINITIONS,
        RELOCATIONS,
        DYNAMIC,
        COMMENT,
        SECTION_NAMES,
        SECTION_HEADERS
    }

    byte[] bytes() {
        return bytes;
    }

    ElfLayout layout() {
        return layout;
    }

    int at(Table table) {
        return tables.get(table);
    }

    /** Where the value of the first entry with this tag is. */
    int value(long tag) {
        return dynamicEntries.get(tag) + layout.offset(Field.D_VAL);
    }

    /** Where the tag of the first entry with this tag is. */
    int tag(long tag) {
        return dynamicEntries.get(tag);
    }

    /** Where a field of the first program header of this type is. */
    int segment(long type, Field field) {
        return programHeaders.get(type) + layout.offset(field);
    }

    /** Where a field of the ELF header is. */
    int header(Field field) {
        return layout.offset(field);
    }

    BuiltElf u8(int offset, int value) {
        return patched(copy -> copy.put(offset, (byte) value));
    }

    BuiltElf u16(int offset, int value) {
        return patched(copy -> copy.putShort(offset, (short) value));
    }

    BuiltElf u32(int offset, long value) {
        return patched(copy -> copy.putInt(offset, (int) value));
    }

    /** A value as wide as the class. */
    BuiltElf word(int offset, long value) {
        return layout == ElfLayout.ELF64 ? patched(copy -> copy.putLong(offset, value)) : u32(offset, value);
    }

    BuiltElf truncated(int length) {
        return with(Arrays.copyOf(bytes, length));
    }

    ElfFacts facts() throws IOException, FormatException {
        return ElfReader.read(new HeapSource(bytes));
    }

    private BuiltElf patched(Consumer<ByteBuffer> patch) {
        byte[] copy = bytes.clone();
        patch.accept(ByteBuffer.wrap(copy).order(order));
        return with(copy);
    }

    private BuiltElf with(byte[] other) {
        return new BuiltElf(other, layout, order, tables, dynamicEntries, programHeaders);
    }
}
