package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import java.util.List;
import java.util.Optional;

/**
 * The instruction set level that an x86 file asks the loader to check: GNU_PROPERTY_X86_ISA_1_NEEDED among the GNU
 * properties (x86-64 psABI, "Linux Extensions to gABI"):
 *
 * <pre>
 *   u32 pr_type   u32 pr_datasz   data, padded to the address size      ascending by type
 * </pre>
 */
final class InstructionSets {
    private static final int PR_TYPE = 0;
    private static final int PR_DATASZ = 4;
    private static final int HEADER = 8;
    private static final long GNU_PROPERTY_X86_ISA_1_NEEDED = 0xc0008002L;

    /** The levels that the bits of the property mean, lowest first; a file that sets one may omit those below. */
    private static final List<String> LEVELS = List.of("x86-64-baseline", "x86-64-v2", "x86-64-v3", "x86-64-v4");

    private InstructionSets() {}

    /** @return the highest level asked for; {@code "x86-64-bit-<number>"} for a bit without a name */
    static Optional<String> needed(ElfIdentity identity, Notes notes) throws FormatException {
        Optional<String> level = Optional.empty();
        if (identity.machine() == Machine.EM_X86_64.code() || identity.machine() == Machine.EM_386.code()) {
            for (ByteView properties : notes.properties()) {
                // Of several notes, auditwheel lets the last one that names a level win.
                Optional<String> named = highest(properties, identity.layout().addressSize());
                level = named.isPresent() ? named : level;
            }
        }
        return level;
    }

    private static Optional<String> highest(ByteView properties, int padding) throws FormatException {
        long at = 0;
        while (at <= properties.length() - HEADER) {
            long length = properties.u32(at + PR_DATASZ);
            if (length > properties.length() - HEADER - at) {
                return Optional.empty();
            }
            if (properties.u32(at + PR_TYPE) == GNU_PROPERTY_X86_ISA_1_NEEDED && length == Integer.BYTES) {
                return level(properties.s32(at + HEADER));
            }
            at += HEADER + Notes.padded(length, padding);
        }
        return Optional.empty();
    }

    private static Optional<String> level(int bits) {
        if (bits == 0) {
            return Optional.empty();
        }
        int highest = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(bits);
        return Optional.of(highest < LEVELS.size() ? LEVELS.get(highest) : "x86-64-bit-" + highest);
    }
}
