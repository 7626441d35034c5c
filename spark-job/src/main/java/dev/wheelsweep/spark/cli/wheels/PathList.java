package dev.wheelsweep.spark.cli.wheels;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A list of paths on standard input. It is read if a path on the command line is {@code -}. */
public final class PathList {
    private static final Path STANDARD_INPUT = Path.of("-");

    /** The paths of half a million wheels; the list is held in memory. */
    private static final int LONGEST_BYTES = 64 << 20;

    private PathList() {}

    /** What ends a path of the list. */
    public enum End {
        /** Empty lines are ignored. */
        LINE("\\R"),
        /** As {@code find -print0} writes it: names may hold line breaks. */
        NUL("\0");

        private final String pattern;

        End(String pattern) {
            this.pattern = pattern;
        }
    }

    public static boolean isIn(List<Path> paths) {
        return paths.contains(STANDARD_INPUT);
    }

    /**
     * @return the paths, with those of the list in the place of {@code -}
     * @throws CommandException {@link ExitCode#USAGE} if the list holds no paths
     */
    public static List<Path> expand(List<Path> paths, InputStream input, End end) throws IOException, CommandException {
        List<Path> all = new ArrayList<>();
        for (Path path : paths) {
            if (path.equals(STANDARD_INPUT)) {
                all.addAll(read(input, end));
            } else {
                all.add(path);
            }
        }
        return all;
    }

    private static List<Path> read(InputStream input, End end) throws IOException, CommandException {
        List<Path> paths = new ArrayList<>();
        byte[] list = input.readNBytes(LONGEST_BYTES + 1);
        if (list.length > LONGEST_BYTES) {
            throw noList("it is longer than %,d bytes".formatted(LONGEST_BYTES));
        }
        for (String name : new String(list, charset()).split(end.pattern, -1)) {
            if (!name.isEmpty()) {
                paths.add(path(name));
            }
        }
        return paths;
    }

    private static Path path(String name) throws CommandException {
        try {
            return Path.of(name);
        } catch (InvalidPathException invalid) {
            throw noList(invalid.getReason());
        }
    }

    private static CommandException noList(String cause) {
        return new CommandException(
                ExitCode.USAGE,
                "cannot list wheels",
                "standard input is no list of paths: " + cause,
                "give one path per line, or end each with NUL and give --null");
    }

    /** That of file names. */
    private static Charset charset() {
        return Charset.forName(
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
    }
}
