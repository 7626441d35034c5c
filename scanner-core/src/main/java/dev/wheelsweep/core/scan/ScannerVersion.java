package dev.wheelsweep.core.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which release of the scanner wrote a row; facts of different releases may differ. */
public final class ScannerVersion {
    /** The release as Maven numbers it, such as {@code "0.1.0"}. */
    public static final String CURRENT = read();

    private ScannerVersion() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream resource = ScannerVersion.class.getResourceAsStream("scanner.properties")) {
            properties.load(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the jar's own scanner.properties cannot be read", unreadable);
        }
        return properties.getProperty("version");
    }
}
