/**
 * The pipeline: from a file to everything we know about it.
 *
 * <pre>
 *   InputMode.open        the file, mapped or read by position
 *   CentralDirectory.read its entries
 *   EntryReader.open      the bytes of one entry, decoded as far as asked
 *   ElfReader.read        what an ELF file says
 *   WheelReport           all of it, owning its data
 * </pre>
 *
 * <p>{@link dev.wheelsweep.core.scan.WheelScanner} reads like this diagram. Nothing it returns holds on to the file.
 */
package dev.wheelsweep.core.scan;
