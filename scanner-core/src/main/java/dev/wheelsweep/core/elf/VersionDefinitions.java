package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
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
 */
final class VersionDefinitions {
    private static final int VERDEF = 20;
    private static final int VD_FLAGS = 2;
    private static final int VD_AUX = 12;
    private static final int VD_NEXT = 16;
    private static final int VERDAUX = 8;
    private static final int VDA_NAME = 0;
    private static final int VER_FLG_BASE = 1;

    private VersionDefinitions() {}

    /**
     * @return the versions in chain order, without the base definition
     * @throws FormatException {@code BAD_VERSION_TABLE}, {@code BAD_STRING}, {@code LIMIT_VERSION_RECORDS} or {@code
     *     UNMAPPED_ADDRESS}
     */
    static List<SymbolVersion> read(DynamicTable dynamic, StringTable strings) throws IOException, FormatException {
        Optional<Extent> mapped = dynamic.table(DynamicTag.DT_VERDEF);
        if (mapped.isEmpty()) {
            return List.of();
        }
        VersionTable table = new VersionTable(dynamic.file(), mapped.get());
        List<SymbolVersion> versions = new ArrayList<>();
        long at = 0;
        long distance;
        do {
            ByteView verdef = table.record(at, VERDEF);
            VersionTable.checkVersion(verdef);
            if ((verdef.u16(VD_FLAGS) & VER_FLG_BASE) == 0) {
                ByteView verdaux = table.record(at + VersionTable.link(verdef, VD_AUX), VERDAUX);
                versions.add(new SymbolVersion(strings.string(verdaux.u32(VDA_NAME), verdaux.origin() + VDA_NAME)));
            }
            distance = VersionTable.next(verdef, VD_NEXT);
            at += distance;
        } while (distance != 0);
        return versions;
    }
}
