package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;

/**
 * One piece of the extra field of a header (APPNOTE 4.5.1).
 *
 * @param id which kind
 * @param data what follows id and length; a window of the header
 */
public record ExtraField(int id, ByteView data) {}
