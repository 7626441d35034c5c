package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.CentralHeader;
import dev.wheelsweep.core.zip.EndRecord;
import dev.wheelsweep.core.zip.LocalHeader;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.Zip64EndRecord;
import dev.wheelsweep.core.zip.Zip64Extra;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat.Central;
import dev.wheelsweep.core.zip.ZipFormat.End;
import dev.wheelsweep.core.zip.ZipFormat.End64;
import dev.wheelsweep.core.zip.ZipFormat.Local;
import dev.wheelsweep.core.zip.ZipFormat.Locator64;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What PyPI requires of an uploaded zip as of 2026-08-21: the records follow each other from the first byte of the file to
 * the last without gaps, and repeat what the directory says of every entry. A reader that streams the file then sees
 * what zipfile sees.
 */
final class UploadWalk {
    /**
     * The first reason for which PyPI would refuse the upload.
     *
     * @param offset of the record concerned, in bytes
     */
    record Objection(long offset, String detail) {}

    /**
     * What PyPI looks at in a central header.
     *
     * @param rawName empty if the file ends before the header does
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and never written to.
    private record UploadedHeader(byte[] rawName, int commentLength, int length) {}

    private final ByteSource file;
    private final LocalHeaders locals;
    private final Map<String, ZipEntry> listed = new HashMap<>();
    private final CentralDirectory directory;
    private final Set<String> local = new HashSet<>();
    private final Set<String> central = new HashSet<>();

    private long at;
    /** How many headers of the directory the walk has passed. */
    private int headersPassed;

    private long directoryStart = -1;
    private long directorySize;
    private Optional<Zip64EndRecord> end64 = Optional.empty();
    private boolean locatorSeen;
    private boolean ended;

    private UploadWalk(ByteSource file, CentralDirectory directory, LocalHeaders locals) {
        this.file = file;
        this.locals = locals;
        // PyPI looks names up as zipfile read them, before it applied a Unicode Path field.
        directory.entries().forEach(entry -> listed.put(entry.headerName(), entry));
        this.directory = directory;
    }

    /** @return why PyPI would refuse the archive; empty if its records are in order */
    static Optional<Objection> objection(ByteSource file, CentralDirectory directory, LocalHeaders locals)
            throws IOException, FormatException {
        UploadWalk walk = new UploadWalk(file, directory, locals);
        Optional<Objection> objection = Optional.empty();
        while (!walk.ended && objection.isEmpty()) {
            objection = walk.record();
        }
        return objection;
    }

    private Optional<Objection> record() throws IOException, FormatException {
        if (file.size() - at < Integer.BYTES) {
            return rejected("the file ends without an end record");
        }
        if (locals.remembers(at)) {
            return localHeader();
        }
        long signature = file.view(Format.ZIP, at, Integer.BYTES).u32(0);
        if (signature == Local.SIGNATURE) {
            return localHeader();
        } else if (signature == Central.SIGNATURE) {
            return has(Central.LENGTH) ? centralHeader() : rejected("a cut central header");
        } else if (signature == End64.SIGNATURE) {
            return has(End64.LENGTH) ? end64() : rejected("a cut ZIP64 end record");
        } else if (signature == Locator64.SIGNATURE) {
            locatorSeen = true;
            at += Locator64.LENGTH;
            return Optional.empty();
        } else if (signature == End.SIGNATURE) {
            return has(End.LENGTH) ? end() : rejected("a cut end record");
        }
        return rejected("bytes that belong to no record");
    }

    private boolean has(int length) {
        return file.size() - at >= length;
    }

    private Optional<Objection> rejected(String detail) {
        return Optional.of(new Objection(at, detail));
    }

    private Optional<Objection> localHeader() throws IOException, FormatException {
        Optional<LocalHeader> read = locals.at(at).filter(header -> header.isWithin(file));
        if (read.isEmpty()) {
            return rejected("a cut local header");
        }
        LocalHeader header = read.get();
        UploadedName name = UploadedName.of(header, file);
        if (name.objection().isPresent()) {
            return rejected(name.objection().get());
        }
        if (header.hasDescriptor()) {
            return rejected("a data descriptor");
        }
        ZipEntry entry = listed.get(name.text());
        if (entry == null) {
            return rejected("a local header that the directory does not list");
        }
        Zip64Extra sizes = name.sizes().orElseThrow();
        if (sizes.size() != entry.size() || sizes.compressedSize() != entry.compressedSize()) {
            return rejected("other sizes than in the directory");
        }
        if (!local.add(name.text())) {
            return rejected("two local headers of one name");
        }
        if (entry.compressedSize() > file.size() - header.dataOffset()) {
            return rejected("data after the end of the file");
        }
        at = header.dataOffset() + entry.compressedSize();
        return Optional.empty();
    }

    private Optional<Objection> centralHeader() throws IOException, FormatException {
        if (directoryStart < 0) {
            directoryStart = at;
        }
        UploadedHeader header = uploadedHeader();
        if (header.commentLength() > 0) {
            return rejected("a comment of an entry");
        }
        if (header.length() > file.size() - at) {
            return rejected("a cut central header");
        }
        UploadedName name = UploadedName.of(header.rawName());
        if (name.objection().isPresent()) {
            return rejected(name.objection().get());
        }
        if (!central.add(name.text())) {
            return rejected("two central headers of one name");
        }
        if (!local.contains(name.text())) {
            return rejected("a central header without a local one");
        }
        at += header.length();
        directorySize = at - directoryStart;
        return Optional.empty();
    }

    /** The header that the directory read here, if it read one; one outside the directory is read now. */
    private UploadedHeader uploadedHeader() throws IOException, FormatException {
        if (headersPassed < directory.headers().size()) {
            CentralHeader next = directory.headers().get(headersPassed);
            boolean isWhole =
                    next.length() <= directory.offset() + directory.end().directorySize() - at;
            if (next.offset() == at && isWhole) {
                headersPassed++;
                return new UploadedHeader(next.rawName(), next.commentLength(), next.length());
            }
        }
        ByteView fixed = file.view(Format.ZIP, at, Central.LENGTH);
        int nameLength = fixed.u16(Central.NAME_LENGTH);
        int commentLength = fixed.u16(Central.COMMENT_LENGTH);
        int length = Central.LENGTH + nameLength + fixed.u16(Central.EXTRA_LENGTH) + commentLength;
        byte[] rawName = length > file.size() - at
                ? new byte[0]
                : file.view(Format.ZIP, at + Central.LENGTH, nameLength).copy(0, nameLength);
        return new UploadedHeader(rawName, commentLength, length);
    }

    private Optional<Objection> end64() throws IOException, FormatException {
        Zip64EndRecord record = Zip64EndRecord.read(file.view(Format.ZIP, at, End64.LENGTH));
        if (!record.hasFixedFieldsOnly()) {
            return rejected("a ZIP64 end record with extensible data");
        }
        if (record.entriesOnDisk() != record.entries() || record.entries() != central.size()) {
            return rejected("a ZIP64 end record with another count");
        }
        end64 = Optional.of(record);
        at += End64.LENGTH;
        return Optional.empty();
    }

    private Optional<Objection> end() throws IOException, FormatException {
        EndRecord record = EndRecord.read(file.view(Format.ZIP, at, End.LENGTH));
        if (end64.isPresent() && !locatorSeen) {
            return rejected("a ZIP64 end record without locator");
        }
        long entries = record.entries();
        long size = record.directorySize();
        long offset = record.directoryOffset();
        if (record.entriesOnDisk() != entries) {
            return rejected("entries on other disks");
        }
        if (end64.isPresent()) {
            entries = end64.get().entries();
            size = end64.get().directorySize();
            offset = end64.get().directoryOffset();
        }
        if (entries != central.size()) {
            return rejected("an end record with another count");
        }
        if (size != directorySize || offset != (directoryStart < 0 ? at : directoryStart)) {
            return rejected("an end record with another place of the directory");
        }
        if (at + End.LENGTH + record.commentLength() != file.size()) {
            return rejected("bytes after the end record");
        }
        ended = true;
        return Optional.empty();
    }
}
