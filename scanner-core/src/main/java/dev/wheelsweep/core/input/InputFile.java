package dev.wheelsweep.core.input;

import java.io.Closeable;

/** An open regular file; closing it ends every view made from it. */
public sealed interface InputFile extends ByteSource, Closeable permits MappedFile, PositionalFile {}
