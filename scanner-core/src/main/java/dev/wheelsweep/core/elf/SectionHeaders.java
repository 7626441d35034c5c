package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The section header table (gABI chapter 4). No loader reads it, so no need is taken from it, and none of its errors is
 * an error of the file. It says which compilers made the file, whether the file is split-off debug information, where
 * notes are that no segment has, and whether sections and segments agree.
 */
final class SectionHeaders {
    private static final long SHT_PROGBITS = 1;
    private static final long SHT_DYNAMIC = 6;
    private static final long SHT_NOTE = 7;
    private static final long SHT_NOBITS = 8;
    private static final long SHT_GNU_VERNEED = 0x6ffffffeL;

    private static final byte[] COMMENT = ".comment\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DYNAMIC = ".dynamic\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TEXT = ".text\0".getBytes(StandardCharsets.US_ASCII);

    private record Section(long name, long type, long offset, long size, long link) {}

    private final ElfBytes file;
    private final List<Section> sections = new ArrayList<>();
    private final List<String> compilers = new ArrayList<>();
    private boolean bad;
    private boolean hollow;
    private boolean cut;

    private SectionHeaders(ElfBytes file) {
        this.file = file;
    }

    /**
     * @return the headers that could be read; see {@link #areBad}
     * @throws FormatException only of another format, if the bytes cannot be decoded
     */
    static SectionHeaders read(ElfBytes file, ElfHeader header) throws IOException, FormatException {
        SectionHeaders headers = new SectionHeaders(file);
        try {
            headers.readTable(header);
        } catch (FormatException malformed) {
            if (malformed.format() != Format.ELF) {
                throw malformed;
            }
            headers.bad = true;
        }
        return headers;
    }

    private void readTable(ElfHeader header) throws IOException, FormatException {
        if (header.sectionHeaders() == 0) {
            return;
        }
        ElfLayout layout = file.layout();
        int size = layout.size(Struct.SECTION_HEADER);
        check(header.sectionHeaderSize() == size, layout.offset(Field.E_SHENTSIZE));
        ByteView first = file.view(header.sectionHeaders(), size);
        long count =
                header.sectionHeaderCount() == 0 ? layout.read(first, 0, Field.SH_SIZE) : header.sectionHeaderCount();
        check(count >= 0 && count <= ElfLimits.SECTION_HEADERS, layout.offset(Field.E_SHNUM));
        ByteView table = file.view(header.sectionHeaders(), count * size);
        for (long at = 0; at < table.length(); at += size) {
            sections.add(section(layout, table, at));
        }
        long names = header.sectionNames() == ElfHeader.SHN_XINDEX
                ? layout.read(first, 0, Field.SH_LINK)
                : header.sectionNames();
        if (names != 0) {
            check(names < sections.size(), layout.offset(Field.E_SHSTRNDX));
            readNamed(sections.get((int) names));
        }
    }

    private static Section section(ElfLayout layout, ByteView table, long at) throws FormatException {
        return new Section(
                layout.read(table, at, Field.SH_NAME),
                layout.read(table, at, Field.SH_TYPE),
                layout.read(table, at, Field.SH_OFFSET),
                layout.read(table, at, Field.SH_SIZE),
                layout.read(table, at, Field.SH_LINK));
    }

    private void readNamed(Section nameTable) throws IOException, FormatException {
        check(file.holds(nameTable.offset(), nameTable.size()), nameTable.offset());
        PiecewiseView names =
                new PiecewiseView(MemoryImage.ofFile(file, nameTable.offset(), nameTable.size()), Reason.BAD_STRING);
        for (Section section : sections) {
            if (section.type() == SHT_NOBITS) {
                hollow |= isNamed(section, DYNAMIC, names) || isNamed(section, TEXT, names);
            } else if (section.type() == SHT_PROGBITS && isNamed(section, COMMENT, names)) {
                readComment(section);
            }
        }
    }

    private static boolean isNamed(Section section, byte[] name, PiecewiseView names)
            throws IOException, FormatException {
        if (!names.holds(section.name(), name.length)) {
            return false;
        }
        return Arrays.equals(names.at(section.name(), name.length).copy(0, name.length), name);
    }

    /** The strings have a NUL between them; the linker merged them, but concatenated sections repeat some. */
    private void readComment(Section section) throws IOException, FormatException {
        check(file.holds(section.offset(), section.size()), section.offset());
        long length = Math.min(section.size(), file.limits().stringBytes());
        cut |= length < section.size();
        ByteView comment = file.view(section.offset(), length);
        Set<String> distinct = new LinkedHashSet<>(compilers);
        int start = 0;
        while (start < comment.length()) {
            int end = comment.indexOf((byte) 0, start);
            int stop = end < 0 ? comment.length() : end;
            if (stop > start) {
                distinct.add(comment.text(start, stop - start));
            }
            start = stop + 1;
        }
        compilers.clear();
        compilers.addAll(distinct);
    }

    private static void check(boolean holds, long offset) throws FormatException {
        if (!holds) {
            throw ElfBytes.bad(Reason.OUT_OF_BOUNDS, offset, "not a section header table");
        }
    }

    /** @return whether the table, or a section it lists, is outside the file or malformed */
    boolean areBad() {
        return bad;
    }

    /**
     * @return whether .text or .dynamic have no bytes in the file, as in split-off debug information
     */
    boolean isSplitDebugInfo() {
        return hollow;
    }

    /** @return whether .comment is longer than what was read of it */
    boolean areCut() {
        return cut;
    }

    /** @return the sections with notes, whether they are in a segment or not; those outside the file are omitted */
    List<Extent> notes() {
        return sections.stream()
                .filter(section -> section.type() == SHT_NOTE && file.holds(section.offset(), section.size()))
                .map(section -> MemoryImage.ofFile(file, section.offset(), section.size()))
                .toList();
    }

    /** @return the strings of .comment in file order, each once */
    List<String> compilers() {
        return compilers;
    }

    /**
     * @param dynamic a table that is present
     * @return whether .dynamic, its string table or .gnu.version_r are not where the dynamic segment says, or whether the
     *     headers list .dynamic but omit the version needs that it points to
     */
    boolean contradict(DynamicTable dynamic) throws FormatException {
        Optional<Extent> strings = dynamic.table(DynamicTag.DT_STRTAB);
        Optional<Extent> needs = dynamic.table(DynamicTag.DT_VERNEED);
        boolean listsDynamic = false;
        boolean listsNeeds = false;
        boolean elsewhere = hollow;
        for (Section section : sections) {
            if (section.type() == SHT_DYNAMIC) {
                listsDynamic = true;
                elsewhere |= isElsewhere(section, dynamic.extent());
                elsewhere |=
                        section.link() < sections.size() && isElsewhere(sections.get((int) section.link()), strings);
            } else if (section.type() == SHT_GNU_VERNEED) {
                listsNeeds = true;
                elsewhere |= isElsewhere(section, needs);
            }
        }
        return elsewhere || (listsDynamic && needs.isPresent() && !listsNeeds);
    }

    private static boolean isElsewhere(Section section, Optional<Extent> extent) {
        return extent.isEmpty() || extent.get().offset() != section.offset();
    }
}
