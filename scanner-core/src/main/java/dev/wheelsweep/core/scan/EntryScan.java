package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.audit.RecordHashes;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfReader;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.EntryBytes;
import dev.wheelsweep.core.zip.EntryReader;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.ReadMode;
import dev.wheelsweep.core.zip.StreamEnd;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.IOException;
import java.nio.LongBuffer;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Reads the facts of one entry if it is an ELF file. A partial read never fails an entry: if head and tail do not parse,
 * the entry is decoded whole and that result counts.
 */
final class EntryScan {
    private final LocalHeaders locals;
    private final ZipEntry entry;
    private final EntryReader reader;
    private final Verification verification;
    private final Limits limits;
    private final RecordHashes hashes;
    private final Optional<DefinedNames> defined;
    private final WheelRepeats repeats;

    private long bytesRead;
    private long bytesDecoded;

    private Optional<StreamEnd> oddEnd = Optional.empty();

    /** The facts, how the bytes that they were read from were obtained, and the size of the content. */
    record Found(ElfFacts facts, ReadMode readMode, long size) {}

    /**
     * @param hashes of RECORD; none unless every entry is decoded whole
     * @param defined to which the names are added that the file defines, also if it turns out to be bad; empty if neither
     *     these nor {@link ElfFacts.Symbols#lookups} are wanted
     */
    EntryScan(
            LocalHeaders locals,
            ZipEntry entry,
            EntryReader reader,
            Verification verification,
            Limits limits,
            RecordHashes hashes,
            Optional<DefinedNames> defined,
            WheelRepeats repeats) {
        this.locals = locals;
        this.entry = entry;
        this.reader = reader;
        this.verification = verification;
        this.limits = limits;
        this.hashes = hashes;
        this.defined = defined;
        this.repeats = repeats;
    }

    /** @return bytes of the file asked for; bytes asked for twice count twice */
    long bytesRead() {
        return bytesRead;
    }

    /** @return uncompressed bytes produced; bytes decoded twice count twice */
    long bytesDecoded() {
        return bytesDecoded;
    }

    /** @return where the data ends, if that was found to be elsewhere than declared */
    Optional<StreamEnd> oddEnd() {
        return oddEnd;
    }

    /**
     * @return the facts; empty for an entry of another kind
     * @throws FormatException if the entry is bad; {@link Reason#ENDS_CONTRADICT_WHOLE} if the two ends gave other facts than the whole entry
     */
    Optional<Found> run() throws IOException, FormatException {
        if (verification == Verification.ALL) {
            return read();
        }
        try {
            Optional<Found> repeated = repeated();
            return verified(repeated.isPresent() ? repeated : read());
        } finally {
            repeats.end();
        }
    }

    /** As {@link #run} of an entry that was read before its turn. */
    Optional<Found> run(EarlyRead early) throws IOException, FormatException {
        bytesRead += early.bytesRead();
        bytesDecoded += early.bytesDecoded();
        oddEnd = early.oddEnd();
        defined.ifPresent(names -> names.addAll(early.names()));
        return verified(early.found());
    }

    private Optional<Found> verified(Optional<Found> found) throws IOException, FormatException {
        if (found.isPresent() && verification.repeats(entry, found.get().readMode())) {
            requireSame(found.get().facts(), readWhole().facts());
        }
        return found;
    }

    /** @return what was found when the same bytes were read before */
    private Optional<Found> repeated() throws IOException {
        Optional<Repeats.Known> known = repeats.begin(entry);
        bytesRead += repeats.bytesRead();
        return known.map(file -> {
            defined.ifPresent(names -> names.addAll(file.names()));
            return new Found(file.facts(), ReadMode.REPEATED, entry.size());
        });
    }

    private Optional<Found> read() throws IOException, FormatException {
        int names = defined.map(DefinedNames::size).orElse(0);
        if (verification != Verification.ALL && !reader.mayBeginWith(ElfReader.FIRST_BYTE, locals, entry)) {
            bytesRead += reader.probeBytesRead();
            return Optional.empty();
        }
        Optional<MessageDigest> digest = hashes.digest(entry);
        EntryBytes bytes =
                verification == Verification.ALL ? reader.openWhole(locals, entry, digest) : reader.open(locals, entry);
        Optional<Found> found;
        try {
            if (!bytes.read(this::isElf)) {
                digest.ifPresent(content -> hashes.compare(entry, content));
                return Optional.empty();
            }
            found = read(bytes);
            digest.ifPresent(content -> hashes.compare(entry, content));
        } finally {
            count(bytes);
        }
        if (found.isEmpty()) {
            return Optional.of(readWhole());
        }
        keep(found.get(), names);
        return found;
    }

    /** @param namesBefore how many names had arrived before the file was read */
    private void keep(Found found, int namesBefore) throws IOException {
        boolean isPlain = oddEnd.isEmpty() && verification != Verification.ALL;
        if (isPlain && defined.map(DefinedNames::isComplete).orElse(true)) {
            repeats.keep(
                    entry, found, defined.map(names -> names.after(namesBefore)).orElse(LongBuffer.allocate(0)));
        }
    }

    private boolean isElf(EntryBytes bytes) throws IOException, FormatException {
        boolean isElf = ElfReader.isElf(bytes);
        if (!isElf && verification == Verification.ALL) {
            bytes.verify();
        }
        return isElf;
    }

    /** @return empty if only the two ends were read and they do not parse */
    private Optional<Found> read(EntryBytes bytes) throws IOException, FormatException {
        try {
            return Optional.of(bytes.read(this::found));
        } catch (FormatException bad) {
            if (bytes.readMode() == ReadMode.HEAD_TAIL) {
                return Optional.empty();
            }
            throw bad;
        }
    }

    private Found found(EntryBytes bytes) throws IOException, FormatException {
        ElfFacts facts = defined.isPresent()
                ? ElfReader.read(bytes, limits, defined.get())
                : ElfReader.readWithoutLookups(bytes, limits);
        if (bytes.readMode() != ReadMode.HEAD_TAIL) {
            bytes.verify();
        }
        return new Found(facts, bytes.readMode(), bytes.size());
    }

    private Found readWhole() throws IOException, FormatException {
        EntryBytes bytes = reader.openWhole(locals, entry);
        try {
            return read(bytes).orElseThrow();
        } finally {
            count(bytes);
        }
    }

    private void requireSame(ElfFacts ofEnds, ElfFacts ofWhole) throws FormatException {
        if (!ofEnds.equals(ofWhole)) {
            throw new FormatException(
                    Format.DEFLATE,
                    Reason.ENDS_CONTRADICT_WHOLE,
                    entry.headerOffset(),
                    ("the facts of %s, read from both ends of its stream, are not those of the whole: the stream is"
                                    + " made to mislead, or wheelsweep is wrong; --verify all reads every entry whole")
                            .formatted(entry.name()));
        }
    }

    private void count(EntryBytes bytes) {
        bytesRead += bytes.bytesRead();
        bytesDecoded += bytes.bytesDecoded();
        oddEnd = bytes.oddEnd().or(() -> oddEnd);
    }
}
