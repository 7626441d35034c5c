package dev.wheelsweep.core.input;

/**
 * How much of one wheel is read and kept. Anyone may upload anything, so counted steps and bytes bound the work, never the
 * clock: the same bytes always give the same row. What reaches a limit has a failure with the limit's own {@link Reason};
 * everything else of the wheel is read, and its status is {@code partial}. Only a directory of too many entries is not
 * read at all, status {@code limit}: a part of it would show other contents than zipfile sees, where the last entry of a
 * name counts.
 *
 * <p>These limits were chosen; bounds that follow from a format or from how a reader works are declared in that reader.
 * "Seen" is the largest number in 146 real wheels.
 *
 * @param entries of the central directory, twice as many as there can be without ZIP64; each costs several hundred bytes of memory; seen 14,498
 * @param decodedFloor bytes that any wheel may decode to, even the smallest: the size up to which
 *     PyPI does not check the ratio
 * @param decodedRatio how many times its own size a larger wheel may decode to, as PyPI allows. Bytes
 *     count when they are decoded, twice if decoded twice. Seen 10.0
 * @param textBytes of METADATA and of RECORD; seen 1,529,049
 * @param stringBytes of one string, a sixty-fourth of the row. A longer name of a library, an interpreter or a version
 *     is a limit; of a longer search path or .comment, which decide no version, this much is kept. Bazel writes search
 *     paths of 5,000 bytes
 * @param neededLibraries DT_NEEDED entries of one ELF file; seen 32
 * @param versionRecords of one ELF file, needed, and as many defined; seen 48
 * @param symbols of one ELF file's dynamic symbol table; seen 411,008
 * @param rowBytes of UTF-8 that all rows of one wheel hold, since a table may use one string a million times; seen
 *     2,498,866
 */
public record Limits(
        int entries,
        long decodedFloor,
        int decodedRatio,
        int textBytes,
        int stringBytes,
        int neededLibraries,
        int versionRecords,
        int symbols,
        long rowBytes) {

    public static final Limits DEFAULT =
            new Limits(1 << 17, 64L << 20, 50, 16 << 20, 1 << 20, 4096, 1 << 16, 4 << 20, 64L << 20);

    /** @return how many bytes a wheel of this size may decode to */
    public long decodedBytes(long fileSize) {
        return Math.max(
                decodedFloor, fileSize > Long.MAX_VALUE / decodedRatio ? Long.MAX_VALUE : fileSize * decodedRatio);
    }
}
