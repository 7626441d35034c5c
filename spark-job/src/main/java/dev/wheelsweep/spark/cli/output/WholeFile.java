package dev.wheelsweep.spark.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A text in UTF-8 that appears whole or not at all: by rename, so that a reader of the file never sees half of it, and an
 * old one stays if anything fails. A device or a pipe cannot be replaced; it is written directly.
 *
 * @param path the file, or a symbolic link to it
 */
public record WholeFile(Path path) {

    /** Prints the text. */
    public interface Printing<R, E extends Exception> {
        R to(PrintWriter out) throws E;
    }

    /** The file cannot be written. */
    public static final class RefusedException extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        RefusedException(IOException refusal) {
            super(refusal);
        }
    }

    /**
     * @return what printing returns
     * @throws RefusedException if the file cannot be written
     * @throws E that printing throws; then there is no new file
     */
    public <R, E extends Exception> R write(Printing<R, E> printing) throws E {
        return Files.exists(path) && !Files.isRegularFile(path)
                ? print(path, printing)
                : fill(part -> print(part, printing));
    }

    /** Makes a file that is not there yet. */
    public interface Filling<R, E extends Exception> {
        R at(Path part) throws E;
    }

    /**
     * As {@link #write}, for what is no text; not for a device or a pipe.
     *
     * @return what filling returns
     */
    public <R, E extends Exception> R fill(Filling<R, E> filling) throws E {
        Path file;
        try {
            file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        } catch (IOException unreachable) {
            throw new RefusedException(unreachable);
        }
        Path part = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        part.toFile().deleteOnExit(); // If the command is interrupted.
        try {
            R result = filling.at(part);
            move(part, file);
            return result;
        } finally {
            delete(part);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException refused) {
            throw new RefusedException(refused);
        }
    }

    /** @return that what the file should hold could not be written */
    public static RefusedException refused(IOException refusal) {
        return new RefusedException(refusal);
    }

    private static <R, E extends Exception> R print(Path file, Printing<R, E> printing) throws E {
        try (PrintWriter out = new PrintWriter(new OutputStreamWriter(new Strict(open(file)), UTF_8))) {
            R result = printing.to(out);
            out.flush();
            return result;
        }
    }

    private static OutputStream open(Path file) {
        try {
            return Files.newOutputStream(file);
        } catch (IOException refused) {
            throw new RefusedException(refused);
        }
    }

    private static void move(Path part, Path file) {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException refused) {
            throw new RefusedException(refused);
        }
    }

    /** Throws what a {@link PrintWriter} does not hide. */
    private static final class Strict extends FilterOutputStream {
        Strict(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException refused) {
                throw new RefusedException(refused);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException refused) {
                throw new RefusedException(refused);
            }
        }
    }
}
