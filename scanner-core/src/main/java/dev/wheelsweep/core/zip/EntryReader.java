package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.inflate.FirstByte;
import dev.wheelsweep.core.inflate.InflateDecoder;
import dev.wheelsweep.core.inflate.Island;
import dev.wheelsweep.core.inflate.Tail;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.Flag;
import dev.wheelsweep.core.zip.ZipFormat.Method;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Turns entries into bytes, one at a time. It owns the decoder and the memory that inflated bytes go to, so make one
 * per thread and use it for many archives. An opened entry is valid until the next one is opened.
 *
 * <p>Even if an entry declares wrong sizes, one pass over it decodes at most one byte more than its declared size, or 4 KiB if
 * that is more, and all entries of an archive no more than {@link #startArchive} allows.
 */
public final class EntryReader {
    /** Bytes of an entry that {@link #mayBeginWith} looks at. */
    public static final int LONGEST_PROBE = FirstByte.MOST_LOOKED_AT;

    /** An array that grows, and cells of two bytes: few entries take as much. */
    private static final int MEMORY_PER_BYTE = 3;

    /** Bytes that a rehearsal may decode. */
    private static final long MOST_REHEARSED = 64L << 20;

    private final InflateLimits limits;
    private final InflateDecoder decoder = new InflateDecoder();
    private RetainedOutput output;
    private Tail tail;
    private Island island;
    private final FirstByte firstByte = new FirstByte();
    private DecodeBudget budget = new DecodeBudget(Long.MAX_VALUE);
    /** What the latest rehearsal took of its budget. */
    private long rehearsed;

    public EntryReader() {
        this(InflateLimits.DEFAULT);
    }

    EntryReader(InflateLimits limits) {
        this.limits = limits;
        this.output = new RetainedOutput(limits);
        this.tail = new Tail(limits.tail());
        this.island = new Island(limits.tail());
    }

    /** Forgets the entry that was opened last, and frees its memory. */
    public void release() {
        output = new RetainedOutput(limits);
        tail = new Tail(limits.tail());
        island = new Island(limits.tail());
    }

    /** @return about the most bytes of memory that the entry will take once it is opened */
    public long memoryFor(ZipEntry entry) {
        long most = (long) limits.head() + limits.window();
        if (entry.compressedSize() >= limits.skipFrom()) {
            most += 2L * limits.tail();
        }
        return entry.method() == Method.STORED ? 0 : Math.min(most, MEMORY_PER_BYTE * Math.min(most, entry.size()));
    }

    /** Begins with another archive, whose entries together may decode to this many bytes. */
    public void startArchive(long decodedBytes) {
        budget = new DecodeBudget(decodedBytes);
    }

    /**
     * Reserves a part of what the archive may decode to for entries that are read later.
     *
     * @param bytes in place of what was reserved before
     */
    public void reserve(long bytes) {
        budget.reserve(bytes);
    }

    /** Runs something that may have to be repeated: what it decodes is not taken from what the archive may decode to. */
    public <T> T rehearse(Rehearsal<T> rehearsal) throws IOException {
        DecodeBudget counted = budget;
        budget = new DecodeBudget(MOST_REHEARSED);
        try {
            return rehearsal.run();
        } finally {
            rehearsed = budget.spent();
            budget = counted;
        }
    }

    /** @return what the latest rehearsal took of its budget */
    public long rehearsed() {
        return rehearsed;
    }

    /**
     * Takes what a rehearsal decoded from what the archive may decode to, because its result counts after all.
     *
     * @return whether as much is left: if not, reading the entry again fails as it would have without the rehearsal
     */
    public boolean spend(long decoded) {
        return budget.spendIfLeft(decoded);
    }

    /** What {@link #rehearse} runs. */
    public interface Rehearsal<T> {
        T run() throws IOException;
    }

    /** As {@link #open(LocalHeaders, ZipEntry)}, for a reader of few entries. */
    public EntryBytes open(ByteSource file, ZipEntry entry) throws IOException, FormatException {
        return open(new LocalHeaders(file), entry);
    }

    /**
     * Finds the data of an entry; decodes nothing yet, except for the rare methods 9 and 12.
     *
     * @param archive the local headers of the archive that the entry was listed from
     * @throws FormatException {@code ENCRYPTED}, {@code UNSUPPORTED_METHOD}, {@code BAD_LOCAL_HEADER}, {@code
     *     NAME_MISMATCH}, {@code OVERLAPPING_ENTRIES}; for methods 9 and 12 errors of decoding
     */
    public EntryBytes open(LocalHeaders archive, ZipEntry entry) throws IOException, FormatException {
        EntryBytes whole = openWhole(archive, entry);
        return entry.method() == Method.DEFLATED
                        && entry.compressedSize() >= limits.skipFrom()
                        && archive.at(entry.headerOffset()).orElseThrow().agrees(entry)
                ? new TwoEndedEntry((InflatedEntry) whole, tail, island)
                : whole;
    }

    /**
     * As {@link #open(LocalHeaders, ZipEntry)}, but nothing is skipped: the bytes of a view are decoded from the first
     * byte on.
     */
    public EntryBytes openWhole(LocalHeaders archive, ZipEntry entry) throws IOException, FormatException {
        return openWhole(archive, entry, Optional.empty());
    }

    /**
     * As {@link #openWhole(LocalHeaders, ZipEntry)}.
     *
     * @param digest all uncompressed bytes have been added to it once {@link EntryBytes#verify} returns
     */
    public EntryBytes openWhole(LocalHeaders archive, ZipEntry entry, Optional<MessageDigest> digest)
            throws IOException, FormatException {
        if ((entry.flags() & Flag.ANY_ENCRYPTION) != 0) {
            throw refusal(entry, Reason.ENCRYPTED, "encrypted, flags 0x%04x".formatted(entry.flags()));
        }
        if ((entry.flags() & Flag.PATCHED) != 0) {
            throw refusal(entry, Reason.UNSUPPORTED_METHOD, "compressed patched data (flag bit 5)");
        }
        return switch (entry.method()) {
            case Method.STORED -> new StoredEntry(dataOf(archive, entry, digest));
            case Method.DEFLATED -> new InflatedEntry(dataOf(archive, entry, digest), decoder, output, limits, budget);
            case Method.DEFLATE64, Method.BZIP2 -> CompressedEntry.decode(dataOf(archive, entry, digest), budget);
            default ->
                throw refusal(
                        entry,
                        Reason.UNSUPPORTED_METHOD,
                        "method %d (%s)".formatted(entry.method(), Method.name(entry.method())));
        };
    }

    /**
     * Recognizes most entries that do not begin with a byte, without opening them.
     *
     * @param value a byte, 0 to 255
     * @return whether the entry may begin with this byte; true also for bad entries
     * @throws IOException if the file cannot be read
     */
    public boolean mayBeginWith(int value, LocalHeaders archive, ZipEntry entry) throws IOException {
        if (entry.method() != Method.DEFLATED || (entry.flags() & (Flag.ANY_ENCRYPTION | Flag.PATCHED)) != 0) {
            return true;
        }
        try {
            return firstByte.canStartWith(
                    value, archive.file(), archive.of(entry).dataOffset(), entry.compressedSize());
        } catch (FormatException bad) {
            return true;
        }
    }

    /** @return bytes of the entry that it took to answer {@link #mayBeginWith} with no */
    public long probeBytesRead() {
        return firstByte.consumed();
    }

    private static EntryData dataOf(LocalHeaders archive, ZipEntry entry, Optional<MessageDigest> digest)
            throws IOException, FormatException {
        return new EntryData(archive.file(), entry, archive.of(entry).dataOffset(), digest);
    }

    private static FormatException refusal(ZipEntry entry, Reason reason, String detail) {
        return new FormatException(Format.ZIP, reason, entry.headerOffset(), detail);
    }
}
