package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralHeader;
import dev.wheelsweep.core.zip.EntryName;
import dev.wheelsweep.core.zip.ExtraChain;
import dev.wheelsweep.core.zip.LocalHeader;
import dev.wheelsweep.core.zip.Zip64Extra;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat.Extra;
import dev.wheelsweep.core.zip.ZipFormat.Flag;
import dev.wheelsweep.core.zip.ZipFormat.Method;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Checks both headers of each entry, and whether they agree. */
final class HeaderAudit {
    private static final int FILE_TYPE = 0xf000;
    private static final int SYMBOLIC_LINK = 0xa000;

    private final ByteSource file;
    private final OddityList found;

    HeaderAudit(ByteSource file, OddityList found) {
        this.file = file;
        this.found = found;
    }

    void look(ZipEntry entry, CentralHeader central) {
        if ((entry.flags() & Flag.ANY_ENCRYPTION) != 0) {
            found.add(Kind.ENCRYPTED_ENTRY, entry, central.offset(), "flags 0x%04x".formatted(entry.flags()));
        }
        if (!PypiUploadRules.isAccepted(entry.method())) {
            found.add(
                    Kind.UNUSUAL_METHOD,
                    entry,
                    central.offset(),
                    "%d (%s)".formatted(entry.method(), Method.name(entry.method())));
        }
        if ((central.mode() & FILE_TYPE) == SYMBOLIC_LINK) {
            found.add(Kind.SYMBOLIC_LINK, entry, central.offset(), "");
        }
        if (entry.isDirectory() && entry.size() > 0) {
            found.add(Kind.FOLDER_WITH_DATA, entry, central.offset(), "%d bytes".formatted(entry.size()));
        }
        if (central.disk() != 0) {
            found.add(Kind.OTHER_DISK, entry, central.offset(), "disk %d".formatted(central.disk()));
        }
        if (central.commentLength() > 0) {
            found.add(Kind.ENTRY_COMMENT, entry, central.offset(), "%d bytes".formatted(central.commentLength()));
        }
        extra(entry, central.offset(), central.extra());
    }

    private void extra(ZipEntry entry, long offset, ExtraChain chain) {
        if (!chain.isExact()) {
            found.add(Kind.MALFORMED_EXTRA_FIELD, entry, offset, "bytes that are no piece");
        }
        if (chain.count(Extra.ZIP64) > 1 || chain.count(Extra.UNICODE_PATH) > 1) {
            found.add(Kind.DUPLICATE_EXTRA_FIELD, entry, offset, "");
        }
    }

    void compare(ZipEntry entry, CentralHeader central, LocalHeader local) throws IOException, FormatException {
        LocalHeader.NameAndExtra variable = local.nameAndExtra(file);
        if (!Arrays.equals(variable.rawName(), central.rawName())) {
            found.add(
                    Kind.NAME_DIFFERS,
                    entry,
                    local.offset(),
                    "\"%s\" in the local header"
                            .formatted(EntryName.shown(EntryName.decode(variable.rawName(), local.flags()))));
        }
        differ(Kind.METHOD_DIFFERS, entry, local, local.method(), entry.method());
        differ(Kind.FLAGS_DIFFER, entry, local, local.flags(), entry.flags());
        differ(Kind.VERSION_DIFFERS, entry, local, local.version(), central.version());
        differ(Kind.TIME_DIFFERS, entry, local, local.time(), central.time());
        extra(entry, local.offset(), variable.extra());
        if (local.hasDescriptor()) {
            found.add(Kind.DATA_DESCRIPTOR, entry, local.offset(), "");
            if (DataDescriptor.length(file, entry, local).isEmpty()) {
                found.add(Kind.SIZE_DIFFERS, entry, local.offset(), "no data descriptor that agrees follows the data");
            }
        } else {
            differ(Kind.CRC_DIFFERS, entry, local, local.crc32(), entry.crc32());
            sizes(entry, local, variable.extra());
        }
    }

    private void sizes(ZipEntry entry, LocalHeader local, ExtraChain chain) throws FormatException {
        Optional<Zip64Extra> sizes = local.sizes(chain);
        if (sizes.isEmpty()) {
            found.add(Kind.MALFORMED_EXTRA_FIELD, entry, local.offset(), "a ZIP64 field that is too short");
        } else {
            differ(Kind.SIZE_DIFFERS, entry, local, sizes.get().size(), entry.size());
            differ(Kind.SIZE_DIFFERS, entry, local, sizes.get().compressedSize(), entry.compressedSize());
        }
    }

    private void differ(Kind kind, ZipEntry entry, LocalHeader local, long localValue, long centralValue) {
        if (localValue != centralValue) {
            found.add(
                    kind,
                    entry,
                    local.offset(),
                    "%d in the local header, %d in the directory".formatted(localValue, centralValue));
        }
    }
}
