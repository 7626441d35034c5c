package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;

/**
 * The bytes of one ELF file, read in the byte order that its header declares.
 *
 * @param source the source of the bytes; a range may have to be decoded, so readers ask for no more than a table
 * @param limits of the wheel that the file is in
 */
record ElfBytes(ByteSource source, ElfIdentity identity, Limits limits) {

    ElfLayout layout() {
        return identity.layout();
    }

    /** Bytes of the file. */
    long size() {
        return source.size();
    }

    /** @return whether the range is in the file; hostile numbers cannot overflow the check */
    boolean holds(long offset, long length) {
        return (offset | length) >= 0 && offset <= size() && length <= size() - offset;
    }

    /** @throws FormatException {@code OUT_OF_BOUNDS} if the range leaves the file, or an error of decoding */
    ByteView view(long offset, long length) throws IOException, FormatException {
        return source.view(Format.ELF, offset, length).order(identity.order());
    }

    /** @return whether the file itself is wrong; if not, its bytes cannot be decoded or a limit is reached */
    static boolean isMalformed(FormatException bad) {
        return bad.format() == Format.ELF && !bad.reason().isLimit();
    }

    /** @param offset where the offending field begins in the file */
    static FormatException bad(Reason reason, long offset, String detail) {
        return new FormatException(Format.ELF, reason, offset, detail);
    }
}
