package dev.wheelsweep.core.zip;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds a zip field by field. The zip is right unless a {@code with...} method changes a field to a wrong value or
 * inserts bytes where none belong. Offsets are declared as if there were no prefix.
 */
public final class ZipBuilder {
    private static final int VERSION = 45;
    private static final int SATURATED_16 = 0xffff;

    private final List<ZipEntryBuilder> entries = new ArrayList<>();
    private byte[] prefix = {};
    private byte[] gapBeforeDirectory = {};
    private byte[] extensibleData = {};
    private byte[] comment = {};
    private byte[] trailing = {};
    private boolean zip64;
    private Consumer<ZipRecord> endChange = record -> {};
    private Consumer<ZipRecord> end64Change = record -> {};
    private Consumer<ZipRecord> locatorChange = record -> {};

    public ZipBuilder stored(String name, byte[] content) {
        return entry(ZipEntryBuilder.stored(name, content));
    }

    public ZipBuilder deflated(String name, byte[] content) {
        return entry(ZipEntryBuilder.deflated(name, content));
    }

    public ZipBuilder entry(ZipEntryBuilder entry) {
        entries.add(entry);
        return this;
    }

    /** Bytes before the archive, as a self-extractor has them. */
    public ZipBuilder withPrefix(byte[] bytes) {
        prefix = bytes;
        return this;
    }

    public ZipBuilder withGapBeforeDirectory(byte[] bytes) {
        gapBeforeDirectory = bytes;
        return this;
    }

    public ZipBuilder withComment(byte[] bytes) {
        comment = bytes;
        return this;
    }

    /** Bytes after the end of the archive. */
    public ZipBuilder withTrailing(byte[] bytes) {
        trailing = bytes;
        return this;
    }

    /** Writes the ZIP64 end record and its locator even if no field needs them. */
    public ZipBuilder withZip64() {
        zip64 = true;
        return this;
    }

    /** Extensible data of the ZIP64 end record. */
    public ZipBuilder withExtensibleData(byte[] bytes) {
        extensibleData = bytes;
        return withZip64();
    }

    /** Changes fields of the end record after they have been filled in. */
    public ZipBuilder withEnd(Consumer<ZipRecord> change) {
        endChange = change;
        return this;
    }

    public ZipBuilder withEnd64(Consumer<ZipRecord> change) {
        end64Change = change;
        return withZip64();
    }

    public ZipBuilder withLocator(Consumer<ZipRecord> change) {
        locatorChange = change;
        return withZip64();
    }

    public byte[] bytes() {
        return source().bytes();
    }

    public SparseSource source() {
        SparseSource out = new SparseSource().append(prefix);
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (ZipEntryBuilder entry : entries) {
            out.append(entry.gap);
            directory.writeBytes(entry.centralHeader(out.size() - prefix.length));
            out.append(entry.localHeader())
                    .append(entry.data)
                    .skip(entry.compressedSize - entry.data.length)
                    .append(entry.descriptor());
        }
        out.append(gapBeforeDirectory);
        long directoryOffset = out.size() - prefix.length;
        out.append(directory.toByteArray());
        boolean wide = zip64 || entries.size() >= SATURATED_16 || directoryOffset >= ZipFormat.SATURATED_32;
        if (wide) {
            long end64Offset = out.size() - prefix.length;
            out.append(end64(directory.size(), directoryOffset))
                    .append(extensibleData)
                    .append(locator(end64Offset));
        }
        return out.append(end(directory.size(), wide ? ZipFormat.SATURATED_32 : directoryOffset))
                .append(comment)
                .append(trailing);
    }

    private byte[] end64(long directorySize, long directoryOffset) {
        ZipRecord record = new ZipRecord()
                .field("signature", 4, ZipFormat.End64.SIGNATURE)
                .field("record size", 8, 44 + extensibleData.length)
                .field("version made by", 2, VERSION)
                .field("version needed", 2, VERSION)
                .field("disk", 4, 0)
                .field("directory disk", 4, 0)
                .field("entries on disk", 8, entries.size())
                .field("entries", 8, entries.size())
                .field("directory size", 8, directorySize)
                .field("directory offset", 8, directoryOffset);
        end64Change.accept(record);
        return record.bytes();
    }

    private byte[] locator(long end64Offset) {
        ZipRecord record = new ZipRecord()
                .field("signature", 4, ZipFormat.Locator64.SIGNATURE)
                .field("end disk", 4, 0)
                .field("end offset", 8, end64Offset)
                .field("disks", 4, 1);
        locatorChange.accept(record);
        return record.bytes();
    }

    private byte[] end(long directorySize, long directoryOffset) {
        ZipRecord record = new ZipRecord()
                .field("signature", 4, ZipFormat.End.SIGNATURE)
                .field("disk", 2, 0)
                .field("directory disk", 2, 0)
                .field("entries on disk", 2, Math.min(entries.size(), SATURATED_16))
                .field("entries", 2, Math.min(entries.size(), SATURATED_16))
                .field("directory size", 4, directorySize)
                .field("directory offset", 4, directoryOffset)
                .field("comment length", 2, comment.length);
        endChange.accept(record);
        return record.bytes();
    }
}
