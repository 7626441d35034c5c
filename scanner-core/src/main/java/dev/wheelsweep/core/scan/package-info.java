/**
 * The pipeline: from a file to all facts about it. It does not judge; {@code policy} does, from the facts found here.
 *
 * <pre>
 *   InputMode.open        the file, mapped or read by position
 *   CentralDirectory.read its entries
 *   ArchiveAudit.of       what is odd in the zip
 *   DistInfo.read         what WHEEL, METADATA and RECORD say
 *   WheelRepeats.find     what was found in the same ELF file of another wheel, else
 *   EntryReader.open      the bytes of one entry, decoded as far as asked
 *   ElfReader.read        what an ELF file says
 *   WheelReport           all of it, owning its data
 * </pre>
 *
 * <p>{@link dev.wheelsweep.core.scan.WheelScanner} reads like this diagram. Nothing it returns holds on to the file. Over a
 * network, {@link dev.wheelsweep.core.scan.WheelsAhead} has many of them at work.
 */
package dev.wheelsweep.core.scan;
