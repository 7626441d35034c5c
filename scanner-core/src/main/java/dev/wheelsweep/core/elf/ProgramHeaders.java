package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The program header table (gABI chapter 5): what the loader maps, and thus where in the file an address is. */
final class ProgramHeaders {
    /** The smallest page of any kernel, in bytes. */
    private static final long SMALLEST_PAGE = 4096;

    private final ElfBytes file;
    private final List<Segment> segments;
    private final MemoryImage memory;

    private ProgramHeaders(ElfBytes file, List<Segment> segments) {
        this.file = file;
        this.segments = segments;
        this.memory = MemoryImage.of(file, ofType(Segment.PT_LOAD));
    }

    /** @throws FormatException {@code BAD_PROGRAM_HEADERS} at the header's field that is wrong */
    static ProgramHeaders read(ElfBytes file, ElfHeader header) throws IOException, FormatException {
        ElfLayout layout = file.layout();
        long count = count(file, header);
        if (count == 0) {
            return new ProgramHeaders(file, List.of());
        }
        if (count > ElfLimits.PROGRAM_HEADERS) {
            throw ElfBytes.bad(
                    Reason.LIMIT_PROGRAM_HEADERS, layout.offset(Field.E_PHNUM), "%d program headers".formatted(count));
        }
        int size = layout.size(Struct.PROGRAM_HEADER);
        if (header.programHeaderSize() != size) {
            throw ElfBytes.bad(
                    Reason.BAD_PROGRAM_HEADERS,
                    layout.offset(Field.E_PHENTSIZE),
                    "e_phentsize is %d, not %d".formatted(header.programHeaderSize(), size));
        }
        if (!file.holds(header.programHeaders(), count * size)) {
            throw ElfBytes.bad(
                    Reason.BAD_PROGRAM_HEADERS,
                    layout.offset(Field.E_PHOFF),
                    "%d program headers at %d of %d bytes".formatted(count, header.programHeaders(), file.size()));
        }
        ByteView table = file.view(header.programHeaders(), count * size);
        List<Segment> segments = new ArrayList<>();
        for (long at = 0; at < table.length(); at += size) {
            segments.add(Segment.read(layout, table, at));
        }
        return new ProgramHeaders(file, segments);
    }

    private static long count(ElfBytes file, ElfHeader header) throws IOException, FormatException {
        if (header.programHeaderCount() != ElfHeader.PN_XNUM) {
            return header.programHeaderCount();
        }
        int size = file.layout().size(Struct.SECTION_HEADER);
        if (!file.holds(header.sectionHeaders(), size)) {
            throw ElfBytes.bad(
                    Reason.BAD_PROGRAM_HEADERS,
                    file.layout().offset(Field.E_SHOFF),
                    "e_phnum refers to section 0, which is not in the file");
        }
        return file.layout().read(file.view(header.sectionHeaders(), size), 0, Field.SH_INFO);
    }

    ElfBytes file() {
        return file;
    }

    /**
     * What is mapped from an address on.
     *
     * @param namedAt file offset of the field that holds the address
     * @throws FormatException {@code UNMAPPED_ADDRESS} at {@code namedAt}; {@code OUT_OF_BOUNDS} at the offset itself if
     *     the address is in a segment, but after the end of the file
     */
    Extent locate(long address, long namedAt) throws FormatException {
        if (memory.maps(address)) {
            return memory.at(address);
        }
        for (Segment load : ofType(Segment.PT_LOAD)) {
            if (load.maps(address)) {
                throw ElfBytes.bad(
                        Reason.OUT_OF_BOUNDS,
                        load.headerOffset(),
                        "0x%x bytes into the segment at 0x%x is after the end of the file of %d bytes"
                                .formatted(address - load.address(), load.offset(), file.size()));
            }
        }
        throw ElfBytes.bad(
                Reason.UNMAPPED_ADDRESS, namedAt, "address 0x%x is in no PT_LOAD segment".formatted(address));
    }

    /** @return whether a byte is mapped at this address */
    boolean maps(long address) {
        return memory.maps(address);
    }

    /** @return whether the address is in the memory of a segment, which may be more than {@link MemoryImage} has of zeros */
    boolean declare(long address) {
        return ofType(Segment.PT_LOAD).stream().anyMatch(load -> load.occupies(address));
    }

    /** @return PT_DYNAMIC as the loader picks it: the last one that is not empty */
    Optional<Segment> dynamic() {
        return ofType(Segment.PT_DYNAMIC).stream()
                .filter(segment -> segment.fileSize() != 0)
                .reduce((earlier, later) -> later);
    }

    boolean hasSeveralDynamic() {
        return ofType(Segment.PT_DYNAMIC).stream()
                        .filter(segment -> segment.fileSize() != 0)
                        .count()
                > 1;
    }

    /**
     * PT_INTERP as the kernel reads it: the first one, at p_offset, with its NUL.
     *
     * @throws FormatException {@code LIMIT_STRING_BYTES}, {@code BAD_STRING} or {@code OUT_OF_BOUNDS}
     */
    Optional<String> interpreter() throws IOException, FormatException {
        List<Segment> interpreters = ofType(Segment.PT_INTERP);
        if (interpreters.isEmpty()) {
            return Optional.empty();
        }
        Segment first = interpreters.get(0);
        if (Long.compareUnsigned(first.fileSize(), file.limits().stringBytes()) > 0) {
            throw ElfBytes.bad(
                    Reason.LIMIT_STRING_BYTES,
                    first.headerOffset(),
                    "PT_INTERP of %s bytes".formatted(Long.toUnsignedString(first.fileSize())));
        }
        ByteView path = file.view(first.offset(), first.fileSize());
        int end = path.indexOf((byte) 0, 0);
        if (end < 0) {
            throw path.bad(Reason.BAD_STRING, 0, "PT_INTERP has no NUL");
        }
        return Optional.of(path.text(0, end));
    }

    List<Segment> notes() {
        return ofType(Segment.PT_NOTE);
    }

    /** @return p_flags of PT_GNU_STACK, of the last one as the loader does it */
    OptionalLong stackFlags() {
        return ofType(Segment.PT_GNU_STACK).stream().mapToLong(Segment::flags).reduce((earlier, later) -> later);
    }

    boolean hasRelro() {
        return !ofType(Segment.PT_GNU_RELRO).isEmpty();
    }

    /** @return the smallest p_align of all PT_LOAD segments, 0 without any */
    long minLoadAlignment() {
        return ofType(Segment.PT_LOAD).stream()
                .map(Segment::alignment)
                .min(Long::compareUnsigned)
                .orElse(0L);
    }

    /** @return whether PT_LOAD segments are in the order of their addresses, without overlap, as the gABI demands */
    boolean loadsAscend() {
        long end = 0;
        for (Segment load : ofType(Segment.PT_LOAD)) {
            if (Long.compareUnsigned(load.address(), end) < 0) {
                return false;
            }
            end = load.address() + load.memorySize();
        }
        return true;
    }

    /**
     * Whether PT_LOAD segments can be mapped by pages. glibc checks every segment of a library. The kernel maps programs; it
     * maps no page of the file for a segment with a p_filesz of 0, and does not compare with p_align.
     *
     * @return the most serious oddity; empty if the segments are aligned
     */
    Optional<Oddity> misalignment(ElfKind kind) {
        List<Segment> mapped = ofType(Segment.PT_LOAD).stream()
                .filter(load -> kind == ElfKind.SHARED_OBJECT || load.fileSize() != 0)
                .toList();
        if (!mapped.stream().allMatch(load -> load.isAligned(SMALLEST_PAGE))) {
            return Optional.of(Oddity.SEGMENT_NOT_PAGE_ALIGNED);
        }
        boolean asDeclared = kind != ElfKind.SHARED_OBJECT
                || mapped.stream()
                        .allMatch(load -> load.alignment() % SMALLEST_PAGE == 0 && load.isAligned(load.alignment()));
        return asDeclared ? Optional.empty() : Optional.of(Oddity.SEGMENT_NOT_ALIGNED);
    }

    /** @return whether a PT_LOAD segment occupies no memory */
    boolean haveEmptyLoad() {
        return ofType(Segment.PT_LOAD).stream().anyMatch(load -> load.memorySize() == 0);
    }

    /** @return whether the bytes of a library's segments are there, but at offsets that cannot be mapped to their addresses */
    boolean areWholeButUnmappable() {
        return file.identity().isLoadable()
                && dynamic().isPresent()
                && ofType(Segment.PT_LOAD).stream().allMatch(load -> file.holds(load.offset(), load.fileSize()))
                && misalignment(ElfKind.SHARED_OBJECT).equals(Optional.of(Oddity.SEGMENT_NOT_PAGE_ALIGNED));
    }

    private List<Segment> ofType(long type) {
        return segments.stream().filter(segment -> segment.type() == type).toList();
    }
}
