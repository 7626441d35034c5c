package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.zip.ZipFormat.Extra;
import dev.wheelsweep.core.zip.ZipFormat.Flag;
import dev.wheelsweep.core.zip.ZipFormat.Method;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** One entry for {@link ZipBuilder}; it is right unless changed. */
public final class ZipEntryBuilder {
    /** The fields of a central header that ZIP64 can replace, in the order in which it holds them. */
    public enum Wide {
        SIZE,
        COMPRESSED_SIZE,
        HEADER_OFFSET
    }

    /** What follows the data if flag bit 3 is set. */
    public enum Descriptor {
        NONE,
        WITHOUT_SIGNATURE,
        WITH_SIGNATURE
    }

    private static final int DESCRIPTOR_FLAG = 1 << 3;
    private static final int VERSION = 45;

    final byte[] name;
    private final int method;
    final byte[] data;
    private final long crc32;
    final long compressedSize;
    private final long size;

    private int flags = Flag.UTF_8;
    private Descriptor descriptor = Descriptor.NONE;
    byte[] gap = {};
    byte[] comment = {};
    private final Set<Wide> wide = EnumSet.noneOf(Wide.class);
    private final ByteArrayOutputStream localExtra = new ByteArrayOutputStream();
    private final ByteArrayOutputStream centralExtra = new ByteArrayOutputStream();
    private Consumer<ZipRecord> localChange = record -> {};
    private Consumer<ZipRecord> centralChange = record -> {};

    private ZipEntryBuilder(byte[] name, int method, byte[] data, long compressedSize, long crc32, long size) {
        this.name = name;
        this.method = method;
        this.data = data;
        this.compressedSize = compressedSize;
        this.crc32 = crc32;
        this.size = size;
    }

    public static ZipEntryBuilder stored(String name, byte[] content) {
        return of(utf8(name), Method.STORED, content, content);
    }

    public static ZipEntryBuilder deflated(String name, byte[] content) {
        return of(utf8(name), Method.DEFLATED, deflate(content), content);
    }

    /** An entry of any name, method and compressed bytes. */
    public static ZipEntryBuilder of(byte[] name, int method, byte[] compressed, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return new ZipEntryBuilder(name, method, compressed, compressed.length, crc.getValue(), content.length);
    }

    /** A stored entry of so many zeros, for which no memory is needed; its CRC-32 is declared as 0. */
    public static ZipEntryBuilder zeros(String name, long size) {
        return new ZipEntryBuilder(utf8(name), Method.STORED, new byte[0], size, 0, size);
    }

    /** Compresses as a raw deflate stream. */
    public static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        while (!deflater.finished()) {
            compressed.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return compressed.toByteArray();
    }

    /** In place of bit 11, which says that the name is UTF-8. */
    public ZipEntryBuilder withFlags(int flags) {
        this.flags = flags;
        return this;
    }

    public ZipEntryBuilder withDescriptor(Descriptor kind) {
        this.descriptor = kind;
        this.flags |= DESCRIPTOR_FLAG;
        return this;
    }

    /** Bytes that belong to nothing, before the local header. */
    public ZipEntryBuilder withGap(byte[] bytes) {
        this.gap = bytes;
        return this;
    }

    public ZipEntryBuilder withComment(byte[] bytes) {
        this.comment = bytes;
        return this;
    }

    /** Puts fields into the ZIP64 extra field even if they fit; fields that do not fit are always put there. */
    public ZipEntryBuilder withZip64(Wide... fields) {
        wide.addAll(Arrays.asList(fields));
        return this;
    }

    /** Any bytes, after the ZIP64 field if there is one. */
    public ZipEntryBuilder withLocalExtra(byte[] bytes) {
        localExtra.writeBytes(bytes);
        return this;
    }

    public ZipEntryBuilder withCentralExtra(byte[] bytes) {
        centralExtra.writeBytes(bytes);
        return this;
    }

    /** One piece of an extra field. */
    public static byte[] extra(int id, byte[] data) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.writeBytes(
                new ZipRecord().field("id", 2, id).field("size", 2, data.length).bytes());
        field.writeBytes(data);
        return field.toByteArray();
    }

    /** Changes fields of the local header after they have been filled in. */
    public ZipEntryBuilder withLocal(Consumer<ZipRecord> change) {
        localChange = localChange.andThen(change);
        return this;
    }

    /** Changes fields of the central header after they have been filled in. */
    public ZipEntryBuilder withCentral(Consumer<ZipRecord> change) {
        centralChange = centralChange.andThen(change);
        return this;
    }

    public byte[] localHeader() {
        boolean streamed = descriptor != Descriptor.NONE;
        boolean zip64 = isWide(Wide.SIZE, size) || isWide(Wide.COMPRESSED_SIZE, compressedSize);
        byte[] fields = new ZipRecord()
                .field("size", 8, size)
                .field("compressed size", 8, compressedSize)
                .bytes();
        byte[] extra = join(zip64 ? extra(Extra.ZIP64, fields) : new byte[0], localExtra.toByteArray());
        ZipRecord header =
                new ZipRecord().field("signature", 4, ZipFormat.Local.SIGNATURE).field("version needed", 2, VERSION);
        common(header, streamed ? 0 : crc32);
        header.field("compressed size", 4, zip64 ? ZipFormat.SATURATED_32 : streamed ? 0 : compressedSize)
                .field("size", 4, zip64 ? ZipFormat.SATURATED_32 : streamed ? 0 : size)
                .field("name length", 2, name.length)
                .field("extra length", 2, extra.length);
        localChange.accept(header);
        return join(header.bytes(), name, extra);
    }

    byte[] descriptor() {
        int width = isWide(Wide.SIZE, size) || isWide(Wide.COMPRESSED_SIZE, compressedSize) ? 8 : 4;
        ZipRecord record = new ZipRecord();
        if (descriptor == Descriptor.WITH_SIGNATURE) {
            record.field("signature", 4, 0x08074b50L);
        }
        record.field("crc-32", 4, crc32)
                .field("compressed size", width, compressedSize)
                .field("size", width, size);
        return descriptor == Descriptor.NONE ? new byte[0] : record.bytes();
    }

    byte[] centralHeader(long headerOffset) {
        ZipRecord zip64 = new ZipRecord();
        long size32 = narrow(Wide.SIZE, size, zip64);
        long compressedSize32 = narrow(Wide.COMPRESSED_SIZE, compressedSize, zip64);
        long headerOffset32 = narrow(Wide.HEADER_OFFSET, headerOffset, zip64);
        byte[] extra = join(
                zip64.bytes().length > 0 ? extra(Extra.ZIP64, zip64.bytes()) : new byte[0], centralExtra.toByteArray());
        ZipRecord header = new ZipRecord()
                .field("signature", 4, ZipFormat.Central.SIGNATURE)
                .field("version made by", 2, VERSION)
                .field("version needed", 2, VERSION);
        common(header, crc32);
        header.field("compressed size", 4, compressedSize32)
                .field("size", 4, size32)
                .field("name length", 2, name.length)
                .field("extra length", 2, extra.length)
                .field("comment length", 2, comment.length)
                .field("disk number start", 2, 0)
                .field("internal attributes", 2, 0)
                .field("external attributes", 4, 0)
                .field("local header offset", 4, headerOffset32);
        centralChange.accept(header);
        return join(header.bytes(), name, extra, comment);
    }

    private void common(ZipRecord header, long crc) {
        header.field("flags", 2, flags)
                .field("method", 2, method)
                .field("time", 2, 0)
                .field("date", 2, 1 << 5 | 1)
                .field("crc-32", 4, crc);
    }

    private boolean isWide(Wide field, long value) {
        return value >= ZipFormat.SATURATED_32 || wide.contains(field);
    }

    private long narrow(Wide field, long value, ZipRecord zip64) {
        if (!isWide(field, value)) {
            return value;
        }
        zip64.field(field.name(), 8, value);
        return ZipFormat.SATURATED_32;
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
