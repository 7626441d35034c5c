package dev.wheelsweep.core.input;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** How files are read; the {@code --io} option. */
public enum InputMode {
    /** Mapped into memory: nothing is copied, and pages that no parser asks for are never read. The default. */
    MMAP {
        @Override
        InputFile openRegular(Path path) throws IOException {
            return MappedFile.open(path);
        }
    },
    /**
     * Read by position into private buffers: for mirrors whose files are rewritten in place (rsync --inplace, NFS), where
     * a mapping could lose its pages under the reader.
     */
    READ {
        @Override
        InputFile openRegular(Path path) throws IOException {
            return PositionalFile.open(path);
        }
    };

    /**
     * @throws FormatException if the path cannot be a wheel: see {@link FileStamp#of}
     * @throws IOException if the machine is at fault
     */
    public InputFile open(Path path) throws IOException, FormatException {
        FileStamp.of(path);
        try {
            return openRegular(path);
        } catch (FileSystemException refused) {
            throw FileStamp.refusal(refused);
        }
    }

    abstract InputFile openRegular(Path path) throws IOException;
}
