package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The versions that the file needs of its libraries (LSB Symbol Versioning, "Version Requirements"; the same for 32 and
 * 64 bit). A list of Verneed, one per library, each with a list of Vernaux, one per version:
 *
 * <pre>
 *   Verneed  u16 vn_version   u16 vn_cnt      u32 vn_file     u32 vn_aux    u32 vn_next     16 bytes
 *   Vernaux  u32 vna_hash     u16 vna_flags   u16 vna_other   u32 vna_name  u32 vna_next    16 bytes
 * </pre>
 *
 * As in the loader, links are followed, DT_VERNEEDNUM and vn_cnt are ignored, and vn_version is asked of the first record
 * only.
 */
final class VersionNeeds {
    private static final int RECORD = 16;
    private static final int VN_FILE = 4;
    private static final int VN_AUX = 8;
    private static final int VN_NEXT = 12;
    private static final int VNA_HASH = 0;
    private static final int VNA_FLAGS = 4;
    private static final int VNA_OTHER = 6;
    private static final int VNA_NAME = 8;
    private static final int VNA_NEXT = 12;
    private static final int VER_FLG_WEAK = 2;

    /**
     * One Vernaux without its symbols.
     *
     * @param index vna_other without the hidden bit: the versym value of the symbols bound to it
     */
    private record Need(String library, SymbolVersion version, boolean weak, int index) {}

    private final StringTable strings;
    private final List<Need> needs = new ArrayList<>();
    /**
     * Positions in {@link #needs}. The loader keeps versions in an array by index: the last of two with one index wins.
     */
    private final Map<Integer, Integer> byIndex = new HashMap<>();

    private boolean hashesAgree = true;
    private boolean odd;

    private VersionNeeds(StringTable strings) {
        this.strings = strings;
    }

    /**
     * @throws FormatException {@code BAD_VERSION_TABLE}, {@code BAD_STRING}, {@code LIMIT_VERSION_RECORDS} or {@code
     *     UNMAPPED_ADDRESS}
     */
    static VersionNeeds read(DynamicTable dynamic, StringTable strings) throws IOException, FormatException {
        VersionNeeds needs = new VersionNeeds(strings);
        Optional<Extent> mapped = dynamic.table(DynamicTag.DT_VERNEED);
        if (mapped.isPresent()) {
            needs.walk(new VersionTable(dynamic.file(), mapped.get()));
        }
        return needs;
    }

    private void walk(VersionTable table) throws IOException, FormatException {
        long at = 0;
        long distance;
        do {
            ByteView verneed = table.record(at, RECORD);
            if (at == 0) {
                VersionTable.checkVersion(verneed);
            }
            odd |= !VersionTable.hasVersion(verneed);
            String library = strings.string(verneed.u32(VN_FILE), verneed.origin() + VN_FILE);
            walkVersions(table, at + link(verneed, VN_AUX), library);
            distance = link(verneed, VN_NEXT);
            at += distance;
        } while (distance != 0);
    }

    private void walkVersions(VersionTable table, long first, String library) throws IOException, FormatException {
        long at = first;
        long distance;
        do {
            ByteView vernaux = table.record(at, RECORD);
            add(vernaux, library);
            distance = link(vernaux, VNA_NEXT);
            at += distance;
        } while (distance != 0);
    }

    /** @return a distance, which loaders follow also into the same record */
    private long link(ByteView record, int field) throws FormatException {
        long distance = record.u32(field);
        odd |= distance < RECORD && (distance != 0 || field == VN_AUX);
        return distance;
    }

    private void add(ByteView vernaux, String library) throws IOException, FormatException {
        long name = vernaux.u32(VNA_NAME);
        long namedAt = vernaux.origin() + VNA_NAME;
        Need need = new Need(
                library,
                new SymbolVersion(strings.string(name, namedAt)),
                (vernaux.u16(VNA_FLAGS) & VER_FLG_WEAK) != 0,
                vernaux.u16(VNA_OTHER) & SymbolVersions.INDEX);
        byIndex.put(need.index(), needs.size());
        needs.add(need);
        // glibc compares the hash before the name, so a need with a wrong hash is never satisfied.
        hashesAgree &= strings.hash(name, namedAt) == vernaux.u32(VNA_HASH);
    }

    /** @return whether a symbol with this versym index is bound to one of the needs */
    boolean names(int index) {
        return index >= SymbolVersions.FIRST && byIndex.containsKey(index);
    }

    /** @return whether every vna_hash is the hash of its name */
    boolean hashesAgree() {
        return hashesAgree;
    }

    /** @return whether records overlap, or one after the first has another version than 1 */
    boolean areOdd() {
        return odd;
    }

    /** @return the needs in chain order, each with the undefined symbols that versym binds to it */
    List<VersionNeed> boundTo(DynamicSymbols symbols) {
        return IntStream.range(0, needs.size()).mapToObj(i -> bind(i, symbols)).toList();
    }

    private VersionNeed bind(int position, DynamicSymbols symbols) {
        Need need = needs.get(position);
        boolean counts = byIndex.get(need.index()) == position;
        return new VersionNeed(
                need.library(), need.version(), need.weak(), counts ? symbols.importsOf(need.index()) : List.of());
    }
}
