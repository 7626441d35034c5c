package dev.wheelsweep.core.input;

import java.io.Closeable;

/** An open regular file; closing it ends every view made from it. */
public interface InputFile extends ByteSource, Closeable {}
