/**
 * Bytes and what can be wrong with them.
 *
 * <p>Every parser of this project asks a {@link dev.wheelsweep.core.input.ByteSource} for a range and reads the {@link
 * dev.wheelsweep.core.input.ByteView} it gets:
 *
 * <pre>
 *   ByteSource  size known, bytes not necessarily in memory      mapped file, file read by position, inflated entry
 *      |                                                         file read by ranges over a network
 *      | view(reader, offset, length)                            checks the range, brings the bytes
 *      v
 *   ByteView    contiguous bytes in memory, with byte order       the only range check of every single read
 *               and the absolute offset of its first byte
 * </pre>
 *
 * <p>Views of a file over a network may wait for an answer. {@link dev.wheelsweep.core.input.RangedFile} asks for more than
 * the view where that saves another wait:
 *
 * <pre>
 *   expect(     |============|)                    the next views are probably of these bytes
 *   expectNext(                 |===|  and |===|)  the views after those are perhaps of these
 *   view(         |--|)                            not held: all three are one request
 *   rehearse( view(|--|) )                         not held: nothing is asked for, the caller learns what is missing
 * </pre>
 *
 * <p>Lifetime: a view is good until its source is closed, or until the source says otherwise (an entry's views end when
 * the next entry is opened). Nothing that a parser returns may hold on to a view.
 *
 * <p>Errors: bytes that break a format are a {@link dev.wheelsweep.core.input.FormatException}, checked, with a {@link
 * dev.wheelsweep.core.input.Reason} and an absolute offset; they become a row. {@link java.io.IOException} means that
 * the machine is at fault and the work may be tried again. Anything unchecked is our own bug.
 */
package dev.wheelsweep.core.input;
