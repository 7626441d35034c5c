/**
 * The zip container, read the way CPython's {@code zipfile} reads it (APPNOTE.TXT 6.3.10; section numbers below are its).
 *
 * <pre>
 *   prefix                          0 or more bytes that are no part of the archive (a self-extractor)
 *   local header   4.3.7            signature, its own copy of the name, an extra field       \  once per
 *   data           4.3.8            compressedSize bytes                                       } entry, gaps
 *   descriptor     4.3.9            only with flag bit 3; never read here                     /  allowed
 *   central header 4.3.12           name, sizes, CRC-32, offset of the local header; once per entry
 *   ZIP64 end record  4.3.14        only where a count, a size or an offset needs it
 *   ZIP64 locator     4.3.15        where the ZIP64 end record is
 *   end record     4.3.16           22 bytes and a comment; found from the tail of the file
 * </pre>
 *
 * <p>Entry points: {@link dev.wheelsweep.core.zip.CentralDirectory#read} lists the entries, {@link
 * dev.wheelsweep.core.zip.EntryReader#open} gives the bytes of one. Listing reads nothing but the two ends of the file.
 *
 * <p>Of a large deflated entry only the two ends are decoded, as far as views ask ({@link
 * dev.wheelsweep.core.zip.TwoEndedEntry}):
 *
 * <pre>
 *   0                                                                  size
 *   |==== head ====>|.................. gap ..................|<==== tail ====|
 *    decoded on demand   never decoded unless asked for    from a block's boundary, backwards
 * </pre>
 *
 * The declared sizes must be right: with a data descriptor, with a local header that disagrees, or if the stream does
 * not end exactly at the compressed size, the entry is decoded from its first byte on. No CRC-32 is checked over a gap;
 * {@link dev.wheelsweep.core.zip.ReadMode} says so, and {@link dev.wheelsweep.core.zip.EntryReader#openWhole} skips
 * nothing.
 *
 * <p>The central directory counts: names, sizes, CRC-32 and methods come from there, also when a data descriptor
 * follows the data. Two things are read from the local header: its own lengths, which say where the data begins, and
 * its name, which must be the same. {@link dev.wheelsweep.core.zip.ZipFormat} holds every number of the format.
 *
 * <p>Read: methods 0 (stored), 8 (deflated), 9 (deflate64) and 12 (bzip2); ZIP64; the Unicode Path field; any number of
 * entries up to {@link dev.wheelsweep.core.input.Limits#entries}. Refused, each with a reason of its own:
 * encryption, other methods, a ZIP64 locator that names several disks, versions of the format above 6.3.
 *
 * <p>Accepted beyond the specification, because CPython accepts it and pip installs it:
 *
 * <ul>
 *   <li>bytes before the archive: the place of the end record shows how far every offset is shifted;
 *   <li>bytes after the end record, and a comment longer or shorter than declared: the last signature in the final 64
 *       KiB + 22 bytes wins;
 *   <li>a wrong number of entries: headers are counted by walking the directory, so that the 16-bit count, which wraps
 *       at 65,536, does not matter;
 *   <li>a last central header whose name, extra field or comment is cut by the end of the directory;
 *   <li>a ZIP64 end record although no field is saturated, or a locator that points to none;
 *   <li>local headers that differ from the central ones in anything but the name;
 *   <li>up to three stray bytes at the end of an extra field;
 *   <li>several entries of one name;
 *   <li>a stream that ends before or after one of its declared sizes, if its CRC-32 is right;
 *   <li>disk numbers other than 0 in the end records and of entries, which count for nothing.
 * </ul>
 *
 * <p>{@link dev.wheelsweep.core.audit.ArchiveAudit} reports each of these, and everything else that would make another
 * reader see another archive; what it finds never changes what is read.
 *
 * <p>Stricter than CPython 3.13: LZMA (method 14) is not read, and no entry may reach into the directory, not even before an
 * entry that is declared behind it. More lenient: a name that is declared as UTF-8 and is not is
 * kept, escaped, instead of losing the whole wheel; a ZIP64 end record with extensible data is read, as CPython 3.14 does.
 *
 * <p>Input is hostile. A number from the file is compared with the bytes that are there or with a named limit before it
 * decides an allocation, a loop or a sum. Entries that share bytes are refused when they are opened, so all deflated
 * entries together decode to at most 1,032 times the size of the file, the most that deflate can do. An entry of any
 * size takes bounded memory ({@link dev.wheelsweep.core.zip.InflateLimits}).
 */
package dev.wheelsweep.core.zip;
