package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
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
import java.util.OptionalLong;
import java.util.Set;

/**
 * The section header table (gABI chapter 4). No loader reads it, so no need is taken from it, and none of its errors is
 * an error of the file. It says which compilers made the file, whether the file is split-off debug information, where
 * notes are that no segment has, and whether sections and segments agree.
 */
final class SectionHeaders {
    private static final long SHT_PROGBITS = 1;
    private static final long SHT_SYMTAB = 2;
    private static final long SHT_STRTAB = 3;
    private static final long SHT_DYNAMIC = 6;
    private static final long SHT_NOTE = 7;
    private static final long SHT_NOBITS = 8;
    private static final long SHT_GNU_VERNEED = 0x6ffffffeL;

    private static final long SHF_ALLOC = 2;
    private static final long SHF_EXECINSTR = 4;
    /** SHF_MERGE and SHF_STRINGS. */
    private static final long SHF_MERGED_STRINGS = 0x30;

    private static final byte[] COMMENT = ".comment\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DYNAMIC = ".dynamic\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TEXT = ".text\0".getBytes(StandardCharsets.US_ASCII);

    /** NULs in a row between strings of .comment. */
    private static final int MOST_NULS = 2;

    private static final int FIRST_PRINTABLE = ' ';
    private static final int LAST_PRINTABLE = '~';

    private record Section(long name, long type, long flags, long offset, long size, long link) {}

    private final ElfBytes file;
    private final List<Section> sections = new ArrayList<>();
    private final List<String> compilers = new ArrayList<>();
    private Optional<Section> nameTable = Optional.empty();
    private boolean commentIsText = true;
    private boolean bad;
    private boolean hollow;
    private boolean cut;

    private SectionHeaders(ElfBytes file) {
        this.file = file;
    }

    /**
     * Reads the headers alone, which are at the end of most files; see {@link #areBad}.
     *
     * @throws FormatException only of another format, if the bytes cannot be decoded
     */
    static SectionHeaders readTable(ElfBytes file, ElfHeader header) throws IOException, FormatException {
        SectionHeaders headers = new SectionHeaders(file);
        headers.attempt(() -> headers.readHeaders(header));
        return headers;
    }

    /** Reads what is recognized by its name, some of which is between the dynamic segment and the static symbols. */
    SectionHeaders readNamed() throws IOException, FormatException {
        if (nameTable.isPresent()) {
            attempt(() -> readNamed(nameTable.get()));
        }
        return this;
    }

    private interface Reading {
        void run() throws IOException, FormatException;
    }

    private void attempt(Reading reading) throws IOException, FormatException {
        try {
            reading.run();
        } catch (FormatException malformed) {
            if (malformed.format() != Format.ELF) {
                throw malformed;
            }
            bad = true;
        }
    }

    private void readHeaders(ElfHeader header) throws IOException, FormatException {
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
            nameTable = Optional.of(sections.get((int) names));
        }
    }

    private static Section section(ElfLayout layout, ByteView table, long at) throws FormatException {
        return new Section(
                layout.read(table, at, Field.SH_NAME),
                layout.read(table, at, Field.SH_TYPE),
                layout.read(table, at, Field.SH_FLAGS),
                layout.read(table, at, Field.SH_OFFSET),
                layout.read(table, at, Field.SH_SIZE),
                layout.read(table, at, Field.SH_LINK));
    }

    private void readNamed(Section names) throws IOException, FormatException {
        check(file.holds(names.offset(), names.size()), names.offset());
        boolean listsDynamic = sections.stream().anyMatch(section -> section.type() == SHT_DYNAMIC);
        for (Section section : sections) {
            if (section.type() == SHT_NOBITS) {
                hollow |= ((section.flags() & SHF_EXECINSTR) != 0 && isNamed(section, TEXT, names))
                        || (!listsDynamic && isNamed(section, DYNAMIC, names));
            }
        }
        for (Section section : comments(names)) {
            readComment(section);
        }
    }

    private boolean isNamed(Section section, byte[] name, Section names) throws IOException, FormatException {
        if (section.name() > names.size() - name.length) {
            return false;
        }
        long at = names.offset() + section.name();
        return file.source().mayHold(at, name)
                && Arrays.equals(file.view(at, name.length).copy(0, name.length), name);
    }

    /**
     * Names may be copies of far bytes, or between two tables that nobody needs. So .comment is recognized by what linkers
     * give no other section: strings that may be merged, outside memory, with a name of its length. Names are compared as
     * far as they are known without decoding, and as a whole only if there is no such section.
     */
    private List<Section> comments(Section names) throws IOException, FormatException {
        List<Section> merged = new ArrayList<>();
        List<Section> others = new ArrayList<>();
        for (Section section : sections) {
            if (section.type() == SHT_PROGBITS && (section.flags() & SHF_ALLOC) == 0 && mayBeNamed(section, names)) {
                boolean isMerged = (section.flags() & SHF_MERGED_STRINGS) == SHF_MERGED_STRINGS;
                boolean fits = namedAsLongAsComment(section, names);
                if (isMerged && fits) {
                    merged.add(section);
                } else if (isMerged || fits) {
                    others.add(section);
                }
            }
        }
        if (merged.isEmpty()) {
            for (Section section : others) {
                if (isNamed(section, COMMENT, names)) {
                    merged.add(section);
                }
            }
        }
        return merged;
    }

    private boolean mayBeNamed(Section section, Section names) throws IOException, FormatException {
        return section.name() <= names.size() - COMMENT.length
                && file.source().mayHold(names.offset() + section.name(), COMMENT);
    }

    private boolean namedAsLongAsComment(Section named, Section names) {
        long end = named.name() + COMMENT.length;
        return end == names.size()
                || (sections.stream().anyMatch(section -> section.name() == end)
                        && sections.stream()
                                .noneMatch(section -> section.name() > named.name() && section.name() < end));
    }

    /** The strings have a NUL between them; the linker merged them, but concatenated sections repeat some. */
    private void readComment(Section section) throws IOException, FormatException {
        check(file.holds(section.offset(), section.size()), section.offset());
        long length = Math.min(section.size(), file.limits().stringBytes());
        cut |= length < section.size();
        ByteView comment = file.view(section.offset(), length);
        commentIsText &= isText(comment);
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

    /** Whether nothing of a neighbouring section is in it; linkers merge one empty string into it. */
    private static boolean isText(ByteView comment) throws FormatException {
        int nuls = 0;
        for (int i = 0; i < comment.length(); i++) {
            int each = comment.u8(i);
            nuls = each == 0 ? nuls + 1 : 0;
            if (nuls > MOST_NULS || (each != 0 && (each < FIRST_PRINTABLE || each > LAST_PRINTABLE))) {
                return false;
            }
        }
        return nuls > 0;
    }

    private static void check(boolean holds, long offset) throws FormatException {
        if (!holds) {
            throw ElfBytes.bad(Reason.OUT_OF_BOUNDS, offset, "not a section header table");
        }
    }

    /** @return whether .comment, if there is one, is nothing but strings */
    boolean commentIsText() {
        return commentIsText;
    }

    /**
     * @param dynamic the dynamic segment
     * @return where the first table of static symbols or of their names after it begins; empty if the headers are bad or
     *     have the dynamic segment elsewhere
     */
    OptionalLong staticSymbolsAfter(Segment dynamic) {
        boolean agree = !bad
                && sections.stream()
                        .anyMatch(section -> section.type() == SHT_DYNAMIC
                                && section.offset() == dynamic.offset()
                                && section.size() == dynamic.fileSize())
                && sections.stream()
                        .noneMatch(section -> section.type() == SHT_NOBITS && (section.flags() & SHF_EXECINSTR) != 0);
        return agree
                ? sections.stream()
                        .filter(section -> section.type() == SHT_SYMTAB || section.type() == SHT_STRTAB)
                        .mapToLong(Section::offset)
                        .filter(offset -> offset >= dynamic.offset() + dynamic.fileSize())
                        .min()
                : OptionalLong.empty();
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
