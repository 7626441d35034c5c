package dev.wheelsweep.spark.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a wheel is, seen from the folder in which the command runs: in CI that is the root of the repository, and services
 * show no file by an absolute path.
 *
 * @param text the relative path, with slashes; of a wheel on a server its address
 */
record WheelPlace(String text) {
    /** Bytes that need no escape in the path of a URI. */
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/+@!$&'()*,;=";

    static WheelPlace of(CheckedWheel wheel) {
        return WheelFile.isAddress(wheel.location())
                ? new WheelPlace(wheel.location())
                : of(WheelFile.pathOf(wheel.location()), Path.of(""));
    }

    /** @param folder in which the command runs */
    static WheelPlace of(Path path, Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        Path absolute = root.resolve(path).normalize();
        Path relative = absolute.startsWith(root) ? root.relativize(absolute) : outside(absolute, root);
        return new WheelPlace(relative.toString().replace(path.getFileSystem().getSeparator(), "/"));
    }

    /** The shell may know the folder by the name of a symbolic link, Java knows its own name. */
    private static Path outside(Path absolute, Path root) {
        Path real = absolute;
        try {
            real = absolute.toRealPath();
        } catch (IOException missing) {
            // A wheel that has vanished is named as it was.
        }
        if (real.startsWith(root)) {
            return root.relativize(real);
        }
        boolean hasWay = absolute.getRoot().equals(root.getRoot());
        return hasWay ? root.relativize(absolute) : absolute.getFileName();
    }

    /** @return whether it is a path, which begins at the folder */
    boolean isRelative() {
        return !WheelFile.isAddress(text);
    }

    /** @return the relative reference (RFC 3986): other bytes are percent-encoded as UTF-8 where they must be */
    String uri() {
        if (!isRelative()) {
            return text;
        }
        StringBuilder uri = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            if (PLAIN.indexOf(b) >= 0) {
                uri.append((char) b);
            } else {
                uri.append('%').append(String.format("%02X", b));
            }
        }
        return uri.toString();
    }
}
