package dev.wheelsweep.spark.judge;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.policy.PolicyCatalog;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a policy set comes from. Sent to executors, which do not see the user's files. */
public sealed interface PolicySource extends Serializable {

    /** The set that comes with this release. */
    PolicySource BUILT_IN = new BuiltIn();

    /**
     * @throws FormatException if the file is no policy set; the detail has the file, the line, the column and the mistake
     * @throws IOException if it cannot be read
     */
    static PolicySource file(Path file) throws IOException, FormatException {
        PolicyCatalog.load(file);
        return new Content(Files.readString(file));
    }

    /** @return the set, read again on each call */
    PolicyCatalog catalog();

    /** Executors have the same release. */
    record BuiltIn() implements PolicySource {
        private static final long serialVersionUID = 1L;

        @Override
        public PolicyCatalog catalog() {
            return PolicyCatalog.builtIn();
        }
    }

    /** @param json a policy set that was read without error before */
    record Content(String json) implements PolicySource {
        private static final long serialVersionUID = 1L;

        @Override
        public PolicyCatalog catalog() {
            try {
                Path copy = Files.createTempFile("wheelsweep-policy-", ".json");
                try {
                    Files.writeString(copy, json);
                    return PolicyCatalog.load(copy);
                } finally {
                    Files.delete(copy);
                }
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            } catch (FormatException changed) {
                throw new IllegalStateException("the driver could read this policy set", changed);
            }
        }
    }
}
