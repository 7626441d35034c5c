package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The note segments (gABI chapter 5, "Note Section"):
 *
 * <pre>
 *   u32 namesz   u32 descsz   u32 type   name, padded to 4   desc, padded to 4 or, in segments aligned so, to 8
 * </pre>
 *
 * They are read at p_offset, because files that are never mapped also have them: split-off debug information has a
 * build id. No loader refuses a file for its notes: a segment outside the file, or the rest of one after a note that
 * overruns it, is skipped.
 */
final class Notes {
    private static final int NAMESZ = 0;
    private static final int DESCSZ = 4;
    private static final int TYPE = 8;
    private static final int HEADER = 12;

    private static final String GNU = "GNU";
    private static final String ANDROID = "Android";
    /** freedesktop.org. */
    private static final String FDO = "FDO";
    /** Bytes of the longest owner whose name matters: DragonFly. */
    private static final int LONGEST_OWNER = 9;

    private static final long NT_GNU_ABI_TAG = 1;
    private static final long NT_ANDROID_TYPE_IDENT = 1;
    private static final long NT_GNU_BUILD_ID = 3;
    private static final long NT_GNU_PROPERTY_TYPE_0 = 5;
    private static final long FDO_PACKAGING_METADATA = 0xcafe1a7eL;
    private static final long FDO_DLOPEN_METADATA = 0x407c0c0aL;

    /** @param place where its segment or section begins in the file */
    private record Note(String owner, long type, ByteView description, long place) {
        boolean is(String wantedOwner, long wantedType) {
            return owner.equals(wantedOwner) && type == wantedType;
        }
    }

    private final List<Note> notes = new ArrayList<>();

    private Notes() {}

    /** @throws FormatException {@code LIMIT_NOTE_BYTES} */
    static Notes read(ProgramHeaders segments) throws IOException, FormatException {
        ElfBytes file = segments.file();
        Notes notes = new Notes();
        if (file.identity().type() == ElfHeader.ET_CORE) {
            // Notes of a core file describe a process, and have megabytes.
            return notes;
        }
        long read = 0;
        for (Segment segment : segments.notes()) {
            if (!file.holds(segment.offset(), segment.fileSize())) {
                continue;
            }
            read += segment.fileSize();
            if (read > ElfLimits.NOTES) {
                throw ElfBytes.bad(
                        Reason.LIMIT_NOTE_BYTES, segment.headerOffset(), "%d bytes of notes".formatted(read));
            }
            notes.walk(
                    file.view(segment.offset(), segment.fileSize()),
                    segment.alignment() == Long.BYTES ? Long.BYTES : Integer.BYTES);
        }
        return notes;
    }

    /**
     * The notes of sections, some of which are in no segment.
     *
     * @param sections of type SHT_NOTE; those after the limit of bytes are not read
     */
    static Notes read(List<Extent> sections) throws IOException, FormatException {
        Notes notes = new Notes();
        long read = 0;
        for (Extent section : sections) {
            read += section.length();
            if (read <= ElfLimits.NOTES) {
                notes.walk(section.view(0, section.length()), Integer.BYTES);
            }
        }
        return notes;
    }

    private void walk(ByteView bytes, int padding) throws FormatException {
        long at = 0;
        while (at <= bytes.length() - HEADER) {
            long nameLength = bytes.u32(at + NAMESZ);
            long length = bytes.u32(at + DESCSZ);
            long description = padded(at + HEADER + nameLength, padding);
            if (description + length > bytes.length()) {
                return;
            }
            notes.add(new Note(
                    owner(bytes.slice(at + HEADER, nameLength)),
                    bytes.u32(at + TYPE),
                    bytes.slice(description, length),
                    bytes.origin()));
            at = padded(description + length, padding);
        }
    }

    /** The owner's name without its NUL; a name longer than any known owner is read as empty. */
    private static String owner(ByteView name) throws FormatException {
        int length = name.length() - 1;
        return length < 0 || length > LONGEST_OWNER ? "" : name.text(0, length);
    }

    static long padded(long position, int padding) {
        return (position + padding - 1) / padding * padding;
    }

    /** @return the linker's hash of the file, lower-case hex; the first of several */
    Optional<String> buildId() throws FormatException {
        for (Note note : notes) {
            if (note.is(GNU, NT_GNU_BUILD_ID)) {
                ByteView id = note.description();
                return Optional.of(HexFormat.of().formatHex(id.copy(0, id.length())));
            }
        }
        return Optional.empty();
    }

    /**
     * The oldest kernel that the file's C library was built for, from the ABI tag:
     *
     * <pre>
     *   u32 system (0: Linux)   u32 major   u32 minor   u32 patch
     * </pre>
     */
    Optional<String> kernelFloor() throws FormatException {
        for (Note note : notes) {
            ByteView tag = note.description();
            if (note.is(GNU, NT_GNU_ABI_TAG) && tag.length() >= 4 * Integer.BYTES && tag.u32(0) == 0) {
                return Optional.of("%d.%d.%d"
                        .formatted(tag.u32(Integer.BYTES), tag.u32(2 * Integer.BYTES), tag.u32(3 * Integer.BYTES)));
            }
        }
        return Optional.empty();
    }

    /** @return the owners of the notes, in file order */
    Stream<String> owners() {
        return notes.stream().map(Note::owner);
    }

    /** @return whether there is a note of Android's linker */
    boolean nameAndroid() {
        return owners().anyMatch(ANDROID::equals);
    }

    /** @return the API level in Android's note, u32; empty without one */
    Optional<Integer> androidApi() throws FormatException {
        for (Note note : notes) {
            if (note.is(ANDROID, NT_ANDROID_TYPE_IDENT) && note.description().length() >= Integer.BYTES) {
                return Optional.of(note.description().s32(0)).filter(level -> level >= 0);
            }
        }
        return Optional.empty();
    }

    /**
     * The JSON text of the notes of freedesktop.org, which packagers and programmers wrote. Specifications: "Package Metadata
     * for Executable Files" and "dlopen() Metadata for ELF Files". The text ends at the first NUL.
     */
    ElfFacts.Metadata metadata() throws FormatException {
        List<String> packages = new ArrayList<>();
        List<String> opened = new ArrayList<>();
        for (Note note : notes) {
            if (note.is(FDO, FDO_PACKAGING_METADATA)) {
                packages.add(text(note.description()));
            } else if (note.is(FDO, FDO_DLOPEN_METADATA)) {
                opened.add(text(note.description()));
            }
        }
        return new ElfFacts.Metadata(packages.stream().findFirst(), opened);
    }

    private static String text(ByteView description) throws FormatException {
        int nul = description.indexOf((byte) 0, 0);
        return description.text(0, Math.min(nul < 0 ? description.length() : nul, ElfLimits.METADATA_NOTE));
    }

    /**
     * GNU property notes as auditwheel reads them: of each segment the first. ld.so is stricter, it ignores a note whose
     * segment has another alignment than the address size, which gold writes; but the code needs the processor all the
     * same.
     *
     * @return the properties of each note, in the order of the segments
     */
    List<ByteView> properties() {
        Map<Long, ByteView> first = new LinkedHashMap<>();
        notes.stream()
                .filter(note -> note.is(GNU, NT_GNU_PROPERTY_TYPE_0))
                .forEach(note -> first.putIfAbsent(note.place(), note.description()));
        return List.copyOf(first.values());
    }
}
