package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.LocalFields;
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
 * What the index asks of an uploaded zip since 2026-08: that its records stand one behind the other from the first byte
 * to the last, and say of every entry what the directory says. Whoever streams the file then sees what zipfile sees.
 */
final class UploadWalk {
    private static final long BOMB_BYTES = 64L << 20;
    private static final long BOMB_RATIO = 50;

    /**
     * The first thing that would have the upload refused.
     *
     * @param offset of the record concerned, in bytes
     */
    record Objection(long offset, String detail) {}

    private final ByteSource file;
    private final Map<String, ZipEntry> listed = new HashMap<>();
    private final Set<String> local = new HashSet<>();
    private final Set<String> central = new HashSet<>();

    private long at;
    private long directoryStart = -1;
    private long directorySize;
    private Optional<ByteView> end64 = Optional.empty();
    private boolean locatorSeen;
    private boolean ended;

    private UploadWalk(ByteSource file, CentralDirectory directory) {
        this.file = file;
        directory.entries().forEach(entry -> listed.put(entry.name(), entry));
    }

    /** @return whether declared sizes of so many bytes in all are a bomb by the index's measure */
    static boolean isBomb(long declared, long fileSize) {
        return declared > BOMB_BYTES && declared > BOMB_RATIO * fileSize;
    }

    /** @return why the index would refuse the archive; empty if its records are in order */
    static Optional<Objection> objection(ByteSource file, CentralDirectory directory)
            throws IOException, FormatException {
        UploadWalk walk = new UploadWalk(file, directory);
        Optional<Objection> objection = Optional.empty();
        while (!walk.ended && objection.isEmpty()) {
            objection = walk.record();
        }
        return objection;
    }

    private Optional<Objection> record() throws IOException, FormatException {
        if (file.size() - at < Integer.BYTES) {
            return no("the file ends without an end record");
        }
        long signature = file.view(Format.ZIP, at, Integer.BYTES).u32(0);
        if (signature == Local.SIGNATURE) {
            return localHeader();
        } else if (signature == Central.SIGNATURE) {
            return has(Central.LENGTH) ? centralHeader() : no("a cut central header");
        } else if (signature == End64.SIGNATURE) {
            return has(End64.LENGTH) ? end64() : no("a cut ZIP64 end record");
        } else if (signature == Locator64.SIGNATURE) {
            locatorSeen = true;
            at += Locator64.LENGTH;
            return Optional.empty();
        } else if (signature == End.SIGNATURE) {
            return has(End.LENGTH) ? end() : no("a cut end record");
        }
        return no("bytes that belong to no record");
    }

    private boolean has(int length) {
        return file.size() - at >= length;
    }

    private Optional<Objection> no(String detail) {
        return Optional.of(new Objection(at, detail));
    }

    private Optional<Objection> localHeader() throws IOException, FormatException {
        Optional<LocalFields> read = LocalFields.read(file, at);
        if (read.isEmpty()) {
            return no("a cut local header");
        }
        LocalFields header = read.get();
        UploadedName name = UploadedName.of(header);
        if (name.objection().isPresent()) {
            return no(name.objection().get());
        }
        if (header.hasDescriptor()) {
            return no("a data descriptor");
        }
        ZipEntry entry = listed.get(name.text());
        if (entry == null) {
            return no("a local header that the directory does not list");
        }
        // Those that cannot be told are an objection.
        Zip64Extra sizes = name.sizes().orElseThrow();
        if (sizes.size() != entry.size() || sizes.compressedSize() != entry.compressedSize()) {
            return no("other sizes than in the directory");
        }
        if (!local.add(name.text())) {
            return no("two local headers of one name");
        }
        if (entry.compressedSize() > file.size() - header.dataOffset()) {
            return no("data behind the end of the file");
        }
        at = header.dataOffset() + entry.compressedSize();
        return Optional.empty();
    }

    private Optional<Objection> centralHeader() throws IOException, FormatException {
        if (directoryStart < 0) {
            directoryStart = at;
        }
        ByteView fixed = file.view(Format.ZIP, at, Central.LENGTH);
        int nameLength = fixed.u16(Central.NAME_LENGTH);
        int extraLength = fixed.u16(Central.EXTRA_LENGTH);
        long length = (long) Central.LENGTH + nameLength + extraLength;
        if (fixed.u16(Central.COMMENT_LENGTH) > 0) {
            return no("a comment of an entry");
        }
        if (length > file.size() - at) {
            return no("a cut central header");
        }
        ByteView header = file.view(Format.ZIP, at, length);
        UploadedName name = UploadedName.of(header.copy(Central.LENGTH, nameLength));
        if (name.objection().isPresent()) {
            return no(name.objection().get());
        }
        if (!central.add(name.text())) {
            return no("two central headers of one name");
        }
        if (!local.contains(name.text())) {
            return no("a central header without a local one");
        }
        at += length;
        directorySize = at - directoryStart;
        return Optional.empty();
    }

    private Optional<Objection> end64() throws IOException, FormatException {
        ByteView record = file.view(Format.ZIP, at, End64.LENGTH);
        if (record.s64(End64.RECORD_SIZE) != End64.LENGTH - End64.SIZE_EXCLUDES) {
            return no("a ZIP64 end record with extensible data");
        }
        if (record.s64(End64.ENTRIES) != central.size() || record.s64(End64.ENTRIES_ON_DISK) != central.size()) {
            return no("a ZIP64 end record with another count");
        }
        end64 = Optional.of(record);
        at += End64.LENGTH;
        return Optional.empty();
    }

    private Optional<Objection> end() throws IOException, FormatException {
        ByteView record = file.view(Format.ZIP, at, End.LENGTH);
        if (end64.isPresent() && !locatorSeen) {
            return no("a ZIP64 end record without locator");
        }
        long entries = record.u16(End.ENTRIES);
        long size = record.u32(End.DIRECTORY_SIZE);
        long offset = record.u32(End.DIRECTORY_OFFSET);
        if (record.u16(End.ENTRIES_ON_DISK) != entries) {
            return no("entries on other disks");
        }
        if (end64.isPresent()) {
            entries = end64.get().s64(End64.ENTRIES);
            size = end64.get().s64(End64.DIRECTORY_SIZE);
            offset = end64.get().s64(End64.DIRECTORY_OFFSET);
        }
        if (entries != central.size()) {
            return no("an end record with another count");
        }
        if (size != directorySize || offset != (directoryStart < 0 ? at : directoryStart)) {
            return no("an end record with another place of the directory");
        }
        if (at + End.LENGTH + record.u16(End.COMMENT_LENGTH) != file.size()) {
            return no("bytes behind the end record");
        }
        ended = true;
        return Optional.empty();
    }
}
