/**
 * The pipeline: from a file to all facts about it. It does not judge; {@code policy} does, from the facts found here.
 *
 * <pre>
 *   InputMode.open        the file, mapped or read by position
 *   CentralDirectory.read its entries
 *   ArchiveAudit.of       what is odd in the zip
 *   DistInfo.read         what WHEEL, METADATA and RECORD say
 *   WheelRepeats.begin    what was found in the same ELF file of another wheel, else
 *   EntryReader.open      the bytes of one entry, decoded as far as asked
 *   ElfReader.read        what an ELF file says
 *   WheelReport           all of it, owning its data
 * </pre>
 *
 * <p>{@link dev.wheelsweep.core.scan.WheelScanner} reads like this diagram. Nothing it returns holds on to the file.
 *
 * <p><b>Over a network</b> most of the time is waiting, so two things are done at a time. {@link
 * dev.wheelsweep.core.scan.WheelsAhead} scans many wheels. Within one wheel, {@link
 * dev.wheelsweep.core.scan.PlannedReads} and {@link dev.wheelsweep.core.scan.EntriesAhead} read many ELF files before their
 * turn, each up to the first byte that is not in memory; what all of them miss is one request:
 *
 * <pre>
 *   request    the wheel                                                          held, at most 8 MiB
 *      1       ........................................................|directory|
 *      2       h|a===.......===a|h|b===b|h|c===......===c|h...h|dist-info|        headers, ends of a, all of b, ends of c
 *      3       .........===......................................d===.===d        b is read: a goes on, d begins
 *      4       .......==............................==...........................  a and c go on, d is read
 * </pre>
 *
 * So the number of requests is about that of the file that takes most, and not the sum. Which request a file waits for next
 * may depend on what it finds; where two places are possible, both are asked for ({@link
 * dev.wheelsweep.core.input.ByteSource#expectNext}). The few files that take more memory than there is are read in their
 * turn, alone.
 */
package dev.wheelsweep.core.scan;
