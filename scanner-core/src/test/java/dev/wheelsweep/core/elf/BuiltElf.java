package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
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
        SYSV_HASH,
        GNU_HASH,
        SYMBOLS,
        STRINGS,
        SYMBOL_VERSIONS,
        VERSION_NEEDS,
        VERSION_DEFINITIONS,
        RELOCATIONS,
        DYNAMIC,
        COMMENT,
        STATIC_SYMBOLS,
        STATIC_NAMES,
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

    /**
     * One PT_LOAD segment is divided into two that follow each other in memory: the second part of its bytes is at the end
     * of the file, and X is where it was. The file must have room for one more program header.
     *
     * @param cut where the second part begins in the file
     * @param alignment of the place where it goes
     */
    BuiltElf divided(int cut, int alignment) {
        int size = layout.size(Struct.PROGRAM_HEADER);
        int head = segment(Segment.PT_LOAD, Field.P_TYPE);
        int load = cut < word(head + size + layout.offset(Field.P_OFFSET)) ? head : head + size;
        int offset = (int) word(load + layout.offset(Field.P_OFFSET));
        int moved = offset + (int) word(load + layout.offset(Field.P_FILESZ)) - cut;
        int place = (bytes.length + 1 + alignment - 1) / alignment * alignment;
        int added = load + size;

        byte[] copy = Arrays.copyOf(bytes, place + moved);
        System.arraycopy(copy, cut, copy, place, moved);
        Arrays.fill(copy, cut, cut + moved, (byte) 'X');
        int count = ByteBuffer.wrap(bytes).order(order).getShort(header(Field.E_PHNUM));
        int headersEnd = layout.size(Struct.HEADER) + count * size;
        System.arraycopy(copy, load, copy, added, headersEnd - load);
        return with(copy)
                .u16(header(Field.E_PHNUM), count + 1)
                .word(load + layout.offset(Field.P_FILESZ), cut - offset)
                .word(load + layout.offset(Field.P_MEMSZ), cut - offset)
                .word(added + layout.offset(Field.P_OFFSET), place)
                .word(added + layout.offset(Field.P_VADDR), word(load + layout.offset(Field.P_VADDR)) + cut - offset)
                .word(added + layout.offset(Field.P_FILESZ), moved)
                .word(added + layout.offset(Field.P_MEMSZ), moved);
    }

    private long word(int offset) {
        ByteBuffer view = ByteBuffer.wrap(bytes).order(order);
        return layout == ElfLayout.ELF64 ? view.getLong(offset) : view.getInt(offset);
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
