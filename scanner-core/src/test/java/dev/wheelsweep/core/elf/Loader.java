package dev.wheelsweep.core.elf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this machine's glibc says while CPython loads a shared object for x86-64: the versions that it looks for. */
final class Loader {
    private static final Pattern VERSION =
            Pattern.compile("checking for version `(.*?)' in file (\\S+) .*required by file (\\S+) ");

    /** Each with the name of the library's file. */
    final List<String> versions = new ArrayList<>();
    /** Empty if the file was loaded. */
    String error = "";

    private Loader() {}

    /** For a JUnit condition. */
    static boolean isGlibcOnX8664() {
        try {
            return python("import platform; print(platform.libc_ver()[0], platform.machine())", Path.of("."))
                    .contains("glibc x86_64");
        } catch (IOException absent) {
            return false;
        }
    }

    static Loader of(Path file) throws IOException {
        Loader loader = new Loader();
        String said = python("import ctypes, sys; ctypes.CDLL(sys.argv[1]); print('loaded')", file);
        for (String line : said.lines().toList()) {
            Matcher version = VERSION.matcher(line);
            if (version.find() && version.group(3).equals(file.toString())) {
                loader.versions.add(Path.of(version.group(2)).getFileName() + " " + version.group(1));
            }
        }
        loader.error = said.contains("loaded\n") ? "" : said;
        return loader;
    }

    private static String python(String program, Path file) throws IOException {
        Path output = Files.createTempFile("loader", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder("python3", "-c", program, file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("LD_DEBUG", "versions");
            builder.start().waitFor();
            return Files.readString(output, StandardCharsets.ISO_8859_1);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            Files.delete(output);
        }
    }
}
