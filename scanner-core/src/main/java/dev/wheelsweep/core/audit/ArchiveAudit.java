package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.CentralFields;
import dev.wheelsweep.core.zip.EndOfCentralDirectory;
import dev.wheelsweep.core.zip.LocalFields;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat.Central;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at everything in an archive that zipfile does not look at, for what would make another reader see other contents.
 * Nothing is decoded: the end records, every central and every local header are read, once each.
 */
public final class ArchiveAudit {
    /** What the index looks for before it walks the records. */
    private static final Set<Kind> OF_NO_UPLOAD = Set.of(Kind.DECLARED_BOMB, Kind.UNUSUAL_METHOD);

    private ArchiveAudit() {}

    /**
     * @param file the whole archive
     * @param directory what was read from it
     * @return what is odd, by kind; of each kind at most {@value OddityList#MOST_OF_A_KIND} and one that counts the rest
     */
    public static List<ZipOddity> of(ByteSource file, CentralDirectory directory) throws IOException, FormatException {
        OddityList found = new OddityList();
        EndOfCentralDirectory end = EndOfCentralDirectory.find(file);
        new EndAudit(file, directory, found).run();
        NameAudit names = new NameAudit(found);
        HeaderAudit headers = new HeaderAudit(file, found);
        LayoutAudit layout = new LayoutAudit(file, found);
        ByteView central = file.view(Format.ZIP, end.directoryOffset(), end.directorySize());
        long at = 0;
        long headerBytes = 0;
        for (ZipEntry entry : directory.entries()) {
            CentralFields fields = CentralFields.read(central, at);
            names.look(entry, fields);
            headers.look(entry, fields);
            // Headers of more bytes than the file has overlap, as layout will have found: to read on would be work
            // without end, since a thousand entries may share one header of 128 KiB.
            Optional<LocalFields> local =
                    headerBytes <= file.size() ? LocalFields.read(file, entry.headerOffset()) : Optional.empty();
            if (local.isPresent()) {
                headerBytes += local.get().length();
                headers.compare(entry, fields, local.get());
                layout.add(entry, local.get());
            } else if (headerBytes <= file.size()) {
                found.add(
                        Kind.LOCAL_HEADER_MISSING,
                        entry,
                        fields.offset() + Central.LOCAL_HEADER_OFFSET,
                        "none at %d".formatted(entry.headerOffset()));
            }
            at += fields.length();
        }
        layout.run(end.directoryOffset());
        if (found.hasAny(OF_NO_UPLOAD)) {
            found.add(Kind.INDEX_WOULD_REJECT, 0, "a bomb, or a method that it does not take");
        } else {
            UploadWalk.objection(file, directory)
                    .ifPresent(objection -> found.add(Kind.INDEX_WOULD_REJECT, objection.offset(), objection.detail()));
        }
        return found.all();
    }
}
