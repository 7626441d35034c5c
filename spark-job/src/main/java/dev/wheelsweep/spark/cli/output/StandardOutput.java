package dev.wheelsweep.spark.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Standard output of the process. {@link System#out} hides errors, so that a command would go on printing for nobody; here
 * an error ends the command.
 */
public final class StandardOutput extends OutputStream {
    private static final int BUFFER = 8192;
    private static final Path SELF = Path.of("/dev/stdout");

    /** The bits of a file's mode that say of which kind it is, as stat(2) returns them. */
    private static final int KIND = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    /** Standard output cannot be written. An error, for the reasons of {@link ClosedOutputException}. */
    public static final class RefusedException extends Error {
        private static final long serialVersionUID = 1L;

        RefusedException(IOException refusal) {
            super("standard output cannot be written", refusal);
        }
    }

    private StandardOutput() {}

    /** @return a writer that flushes lines, with the character set of {@link System#out} */
    public static PrintWriter writer() {
        return new PrintWriter(
                new OutputStreamWriter(new BufferedOutputStream(new StandardOutput(), BUFFER), charset()), true);
    }

    /** The first property is that of Java 18 and later. */
    private static Charset charset() {
        return Stream.of("stdout.encoding", "sun.stdout.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst()
                .map(Charset::forName)
                .orElse(Charset.defaultCharset());
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /**
     * @throws ClosedOutputException if the reader of the pipe is gone
     * @throws RefusedException if a file or a device takes no more, such as on a full disk
     */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException refused) {
            if (hasReader()) {
                throw new ClosedOutputException(refused);
            }
            throw new RefusedException(refused);
        }
    }

    /** Only these refuse bytes because the reader is gone. */
    private static boolean hasReader() {
        try {
            int kind = (int) Files.getAttribute(SELF, "unix:mode") & KIND;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException closed) {
            return false;
        }
    }
}
