package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.Method;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;

/** Methods 9 and 12, which no wheel should have: decoded at once into private memory by Commons Compress. */
final class CompressedEntry implements EntryBytes {
    /** The most bytes that an entry may have, compressed and uncompressed. */
    static final int LONGEST = 64 << 20;

    private final EntryData data;
    private final byte[] content;

    private CompressedEntry(EntryData data, byte[] content) {
        this.data = data;
        this.content = content;
    }

    /** @throws FormatException {@code LIMIT_ENTRY_BYTES}, {@code LIMIT_DECODED_BYTES}, {@code SIZE_MISMATCH}, {@code INVALID_STREAM} */
    static CompressedEntry decode(EntryData data, DecodeBudget budget) throws IOException, FormatException {
        ZipEntry entry = data.entry();
        if (entry.compressedSize() > LONGEST) {
            throw tooLong(data, "%d compressed bytes".formatted(entry.compressedSize()));
        }
        byte[] compressed = data.file()
                .view(Format.ZIP, data.offset(), entry.compressedSize())
                .copy(0, entry.compressedSize());
        // One byte more than declared shows whether the stream has it; the array grows as bytes arrive.
        int most = (int) Math.min(LONGEST, entry.size());
        int limit = budget.grant(data, most + 1);
        byte[] content = decode(data, compressed, limit);
        budget.spend(content.length);
        if (content.length == limit && limit <= most) {
            throw budget.exhausted(data);
        }
        if (content.length == limit && entry.size() > LONGEST) {
            throw tooLong(data, "more bytes");
        }
        CompressedEntry decoded = new CompressedEntry(data, content);
        if (content.length < entry.size()
                && data.crcMismatch(decoded.sum(Optional.empty())).isPresent()) {
            throw decoded.sizeMismatch().orElseThrow();
        }
        return decoded;
    }

    private static FormatException tooLong(EntryData data, String what) {
        return data.bad(
                Reason.LIMIT_ENTRY_BYTES,
                0,
                "%s; of method %s we read up to %d"
                        .formatted(what, Method.name(data.entry().method()), LONGEST));
    }

    /** As zipfile, takes no bytes for an empty stream of any method. */
    private static byte[] decode(EntryData data, byte[] compressed, int limit) throws FormatException {
        if (compressed.length == 0) {
            return compressed;
        }
        try (InputStream stream = stream(data.entry().method(), new ByteArrayInputStream(compressed))) {
            return stream.readNBytes(limit);
        } catch (IOException | RuntimeException bad) {
            // The bytes are in memory, so the machine is not at fault; some corrupt streams end in an unchecked
            // exception.
            throw new FormatException(Format.DEFLATE, Reason.INVALID_STREAM, data.offset(), String.valueOf(bad));
        }
    }

    private static InputStream stream(int method, InputStream compressed) throws IOException {
        return method == Method.DEFLATE64
                ? new Deflate64CompressorInputStream(compressed)
                : new BZip2CompressorInputStream(compressed);
    }

    @Override
    public long size() {
        return Math.min(data.entry().size(), content.length);
    }

    @Override
    public int stride() {
        return LONGEST;
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws FormatException {
        ByteSource.checkRange(reader, offset, length, size());
        return ByteView.of(ByteBuffer.wrap(content, (int) offset, (int) length), reader, offset);
    }

    @Override
    public ReadMode readMode() {
        return ReadMode.WHOLE;
    }

    @Override
    public long bytesDecoded() {
        return content.length;
    }

    @Override
    public long bytesRead() {
        return data.entry().compressedSize();
    }

    @Override
    public void verify() throws FormatException {
        Optional<FormatException> mismatch = data.crcMismatch(sum(data.digest()));
        if (mismatch.isPresent()) {
            throw sizeMismatch().orElse(mismatch.get());
        }
    }

    private ContentSum sum(Optional<MessageDigest> digest) {
        ContentSum sum = new ContentSum(digest);
        sum.update(content, 0, (int) size());
        return sum;
    }

    private Optional<FormatException> sizeMismatch() {
        long declared = data.entry().size();
        if (content.length == declared) {
            return Optional.empty();
        }
        return Optional.of(data.bad(
                Reason.SIZE_MISMATCH,
                data.entry().compressedSize(),
                content.length < declared
                        ? "the stream ends after %d of %d declared bytes".formatted(content.length, declared)
                        : "the stream goes on after %d declared bytes".formatted(declared)));
    }

    @Override
    public Optional<StreamEnd> oddEnd() {
        return sizeMismatch().map(StreamEnd::of);
    }

    @Override
    public boolean shorten() {
        return false;
    }
}
