package dev.wheelsweep.spark.cli.log;

import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says in words why something failed: never empty, and without the names of Java classes. */
public final class CauseText {
    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:: )?");
    private static final Pattern SUFFIX = Pattern.compile("(Exception|Error)$");
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private CauseText() {}

    public static String of(Throwable thrown) {
        if (thrown instanceof NoSuchFileException missing) {
            return "there is no file or folder " + missing.getFile();
        }
        if (thrown instanceof AccessDeniedException denied) {
            return "permission denied: " + denied.getFile();
        }
        if (thrown instanceof FileAlreadyExistsException existing) {
            return "there is already a file or folder " + existing.getFile();
        }
        if (thrown instanceof FileSystemException file && file.getReason() == null) {
            return "cannot use the file or folder " + file.getFile();
        }
        if (thrown instanceof UnknownHostException unknown && unknown.getMessage() != null) {
            return "unknown host: " + withoutClassNames(unknown.getMessage());
        }
        String message = thrown.getMessage() == null ? "" : withoutClassNames(thrown.getMessage());
        if (!message.isEmpty()) {
            return message;
        }
        return thrown.getCause() == null ? words(thrown) : of(thrown.getCause());
    }

    /** @return the text with every qualified class name removed */
    static String withoutClassNames(String text) {
        return CLASS_NAME.matcher(text).replaceAll("").strip();
    }

    /** @return such as {@code "socket timeout"} for a SocketTimeoutException without message */
    private static String words(Throwable thrown) {
        String name = SUFFIX.matcher(thrown.getClass().getSimpleName()).replaceAll("");
        String words = WORD_START.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? "unknown" : words;
    }
}
