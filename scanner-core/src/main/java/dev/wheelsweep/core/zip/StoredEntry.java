package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Optional;

/** Method 0: a range of the file. Nothing is decoded, and only the file itself may copy. */
final class StoredEntry implements EntryBytes {
    /** Bytes summed at a time: the CRC is native code, which must never see a mapping. */
    private static final int PIECE = 64 * 1024;

    private final EntryData data;
    /** The smaller one of the two declared sizes, as in zipfile. */
    private final long size;

    private final Optional<FormatException> sizeMismatch;
    private long bytesRead;

    StoredEntry(EntryData data) {
        ZipEntry entry = data.entry();
        this.data = data;
        this.size = Math.min(entry.compressedSize(), entry.size());
        this.sizeMismatch = entry.compressedSize() == entry.size()
                ? Optional.empty()
                : Optional.of(data.bad(
                        Reason.SIZE_MISMATCH,
                        size,
                        "stored without compression, but %d bytes are declared to become %d"
                                .formatted(entry.compressedSize(), entry.size())));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int stride() {
        return data.file().stride();
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws IOException, FormatException {
        ByteSource.checkRange(reader, offset, length, size());
        bytesRead += length;
        ByteView inFile = data.file().view(reader, data.offset() + offset, length);
        return ByteView.of(inFile.buffer(), reader, offset);
    }

    @Override
    public ReadMode readMode() {
        return ReadMode.STORED;
    }

    @Override
    public long bytesDecoded() {
        return 0;
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public void verify() throws IOException, FormatException {
        ContentSum sum = new ContentSum(data.digest());
        byte[] piece = new byte[(int) Math.min(PIECE, size())];
        for (long at = 0; at < size(); at += piece.length) {
            int length = (int) Math.min(piece.length, size() - at);
            view(Format.ZIP, at, length).buffer().get(piece, 0, length);
            sum.update(piece, 0, length);
        }
        Optional<FormatException> mismatch = data.crcMismatch(sum);
        if (mismatch.isPresent()) {
            throw sizeMismatch.orElse(mismatch.get());
        }
    }

    @Override
    public Optional<StreamEnd> oddEnd() {
        return sizeMismatch.map(StreamEnd::of);
    }

    @Override
    public boolean shorten() {
        return false;
    }
}
