package dev.wheelsweep.spark.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a disk can do to a file. */
public enum Damage {
    EMPTY {
        @Override
        public byte[] of(byte[] content) {
            return new byte[0];
        }
    },
    CUT {
        @Override
        public byte[] of(byte[] content) {
            return Arrays.copyOf(content, content.length / 2);
        }
    },
    ZEROED {
        @Override
        public byte[] of(byte[] content) {
            return new byte[content.length];
        }
    },
    ANOTHER {
        @Override
        public byte[] of(byte[] content) {
            return "{}\n".getBytes(StandardCharsets.US_ASCII);
        }
    };

    public abstract byte[] of(byte[] content);

    public void to(Path file) throws IOException {
        Files.write(file, of(Files.readAllBytes(file)));
    }
}
