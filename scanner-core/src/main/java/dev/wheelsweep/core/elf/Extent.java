package dev.wheelsweep.core.elf;

/**
 * A range of the file.
 *
 * @param offset first byte, from the start of the file
 * @param length bytes; offset + length is never after the end of the file
 */
record Extent(long offset, long length) {}
