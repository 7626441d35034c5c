package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.CentralHeader;
import dev.wheelsweep.core.zip.LocalHeader;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat.Central;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Checks everything in an archive that zipfile does not check and that could make another reader see other contents.
 * Nothing is decoded. The headers were parsed when the directory was read; each local header is read here, once.
 */
public final class ArchiveAudit {
    private ArchiveAudit() {}

    /**
     * @param file the whole archive
     * @param directory what was read from it
     * @param locals its local headers, which readers of entries share
     * @return the oddities, sorted by kind; of each kind at most {@value OddityList#MOST_OF_A_KIND} and one that counts
     *     the rest
     */
    public static List<ZipOddity> of(ByteSource file, CentralDirectory directory, LocalHeaders locals)
            throws IOException, FormatException {
        OddityList found = new OddityList();
        new EndAudit(file, directory, found).run();
        NameAudit names = new NameAudit(found);
        HeaderAudit headers = new HeaderAudit(file, found);
        LayoutAudit layout = new LayoutAudit(file, found);
        long headerBytes = 0;
        for (int i = 0; i < directory.entries().size(); i++) {
            ZipEntry entry = directory.entries().get(i);
            CentralHeader central = directory.headers().get(i);
            names.look(entry, central);
            headers.look(entry, central);
            // Local headers of more bytes than the file has overlap, which the layout audit reports. A thousand entries
            // may share one header of 128 KiB, so reading on could take forever.
            if (headerBytes > file.size()) {
                continue;
            }
            Optional<LocalHeader> local = locals.at(entry.headerOffset()).filter(header -> header.isWithin(file));
            if (local.isPresent()) {
                headerBytes += local.get().length();
                headers.compare(entry, central, local.get());
                layout.add(entry, local.get());
            } else {
                found.add(
                        Kind.LOCAL_HEADER_MISSING,
                        entry,
                        central.offset() + Central.LOCAL_HEADER_OFFSET,
                        "none at %d".formatted(entry.headerOffset()));
            }
        }
        layout.run(directory.offset());
        return found.all();
    }
}
