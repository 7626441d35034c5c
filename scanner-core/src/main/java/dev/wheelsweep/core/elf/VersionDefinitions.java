package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The versions that the file defines (LSB Symbol Versioning, "Version Definitions"; the same for 32 and 64 bit). A list
 * of Verdef, each with a list of Verdaux of which the first names the version and the others its predecessors:
 *
 * <pre>
 *   Verdef   u16 vd_version   u16 vd_flags   u16 vd_ndx   u16 vd_cnt   u32 vd_hash   u32 vd_aux   u32 vd_next   20 bytes
 *   Verdaux  u32 vda_name     u32 vda_next                                                                       8 bytes
 * </pre>
 *
 * The definition with VER_FLG_BASE names the file itself; no other file can need it.
 *
 * <p>What a file defines does not decide whether it loads itself, so a malformed record is only noted: the versions that
 * can be read are kept. As glibc does for the file's own definitions, vd_version is not asked.
 */
final class VersionDefinitions {
    private static final int VERDEF = 20;
    private static final int VD_VERSION = 0;
    private static final int VD_FLAGS = 2;
    private static final int VD_AUX = 12;
    private static final int VD_NEXT = 16;
    private static final int VERDAUX = 8;
    private static final int VDA_NAME = 0;
    private static final int VER_FLG_BASE = 1;
    private static final int VER_DEF_CURRENT = 1;

    private final StringTable strings;
    private final List<SymbolVersion> versions = new ArrayList<>();
    private boolean bad;

    private VersionDefinitions(StringTable strings) {
        this.strings = strings;
    }

    /** @throws FormatException {@code LIMIT_VERSION_RECORDS} or {@code LIMIT_ROW_BYTES}; or of another format */
    static VersionDefinitions read(DynamicTable dynamic, StringTable strings) throws IOException, FormatException {
        VersionDefinitions definitions = new VersionDefinitions(strings);
        try {
            Optional<Extent> mapped = dynamic.table(DynamicTag.DT_VERDEF);
            if (mapped.isPresent()) {
                definitions.walk(new VersionTable(dynamic.file(), mapped.get()));
            }
        } catch (FormatException malformed) {
            definitions.note(malformed);
        }
        return definitions;
    }

    private void walk(VersionTable table) throws IOException, FormatException {
        long at = 0;
        long distance;
        do {
            ByteView verdef = table.record(at, VERDEF);
            bad |= verdef.u16(VD_VERSION) != VER_DEF_CURRENT;
            if ((verdef.u16(VD_FLAGS) & VER_FLG_BASE) == 0) {
                try {
                    add(table.record(at + VersionTable.link(verdef, VD_AUX), VERDAUX));
                } catch (FormatException malformed) {
                    note(malformed);
                }
            }
            distance = VersionTable.next(verdef, VD_NEXT);
            at += distance;
        } while (distance != 0);
    }

    private void add(ByteView verdaux) throws IOException, FormatException {
        versions.add(new SymbolVersion(strings.string(verdaux.u32(VDA_NAME), verdaux.origin() + VDA_NAME)));
    }

    private void note(FormatException malformed) throws FormatException {
        boolean aboutOneName = malformed.reason() == Reason.LIMIT_STRING_BYTES;
        if (malformed.format() != Format.ELF || (malformed.reason().isLimit() && !aboutOneName)) {
            throw malformed;
        }
        bad = true;
    }

    /** @return the versions in chain order, the base not among them */
    List<SymbolVersion> versions() {
        return versions;
    }

    /** @return whether some record, or its name, cannot be read or has another version than 1 */
    boolean areBad() {
        return bad;
    }
}
