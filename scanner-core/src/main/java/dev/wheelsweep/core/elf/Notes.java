package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

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
    private static final long NT_GNU_BUILD_ID = 3;
    private static final long NT_GNU_PROPERTY_TYPE_0 = 5;

    private record Note(String owner, long type, ByteView description, long alignment) {
        boolean is(String wantedOwner, long wantedType) {
            return owner.equals(wantedOwner) && type == wantedType;
        }
    }

    private final ElfLayout layout;
    private final List<Note> notes = new ArrayList<>();

    private Notes(ElfLayout layout) {
        this.layout = layout;
    }

    /** @throws FormatException {@code LIMIT_EXCEEDED} */
    static Notes read(ProgramHeaders segments) throws IOException, FormatException {
        ElfBytes file = segments.file();
        Notes notes = new Notes(file.layout());
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
                throw ElfBytes.bad(Reason.LIMIT_EXCEEDED, segment.headerOffset(), "%d bytes of notes".formatted(read));
            }
            notes.walk(file.view(segment.offset(), segment.fileSize()), segment.alignment());
        }
        return notes;
    }

    private void walk(ByteView segment, long alignment) throws FormatException {
        int padding = alignment == Long.BYTES ? Long.BYTES : Integer.BYTES;
        long at = 0;
        while (at <= segment.length() - HEADER) {
            long nameLength = segment.u32(at + NAMESZ);
            long length = segment.u32(at + DESCSZ);
            long description = padded(at + HEADER + nameLength, padding);
            if (description + length > segment.length()) {
                return;
            }
            notes.add(new Note(
                    owner(segment.slice(at + HEADER, nameLength)),
                    segment.u32(at + TYPE),
                    segment.slice(description, length),
                    alignment));
            at = padded(description + length, padding);
        }
    }

    /** The owner's name without its NUL; a name longer than any known owner is read as empty. */
    private static String owner(ByteView name) throws FormatException {
        int length = name.length() - 1;
        return length < 0 || length > ANDROID.length() ? "" : name.text(0, length);
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

    /** @return whether there is a note of Android's linker */
    boolean nameAndroid() {
        return notes.stream().anyMatch(note -> note.owner().equals(ANDROID));
    }

    /**
     * The GNU property note as ld.so accepts it: in a segment whose alignment is the address size, and only if it is the
     * only one.
     *
     * @return the properties, empty without an acceptable note
     */
    Optional<ByteView> properties() {
        List<Note> found = notes.stream()
                .filter(note -> note.is(GNU, NT_GNU_PROPERTY_TYPE_0))
                .filter(note -> note.alignment() == layout.addressSize())
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0).description()) : Optional.empty();
    }
}
