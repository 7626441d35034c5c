package dev.wheelsweep.core.elf;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks this machine's glibc to load libraries that may break it; {@code load_mutants.py} does it in child processes. */
final class MutantLoader implements AutoCloseable {
    /** A library that needs a version of its own. */
    private static final String ITSELF = "itself";

    private final Process python;
    private final DataOutputStream libraries;
    private final BufferedReader answers;

    /**
     * @param needed the libraries that are looked for, each once
     * @param versions the versions that are checked, as LIBRARY:VERSION
     */
    record Answer(String outcome, List<String> needed, List<String> versions) {
        boolean loads() {
            return outcome.equals("loads");
        }

        /** @return whether these facts have the libraries and versions; nobody looks for a library of the file's own name */
        boolean agrees(ElfFacts facts) {
            Optional<String> soname = facts.linkage().soname();
            List<String> libraries = facts.linkage().needed().stream()
                    .filter(library -> !soname.equals(Optional.of(library)))
                    .map(Answer::printable)
                    .distinct()
                    .toList();
            boolean sameLibraries = facts.oddities().contains(Oddity.LOADED_BY_OTHER_TAGS)
                    ? needed.containsAll(libraries)
                    : needed.equals(libraries);
            return sameLibraries
                    && versions.equals(facts.symbols().versionNeeds().stream()
                            .map(need -> (soname.equals(Optional.of(need.library())) ? ITSELF : need.library())
                                    + ":"
                                    + need.version().name())
                            .map(Answer::printable)
                            .toList());
        }

        private static String printable(String name) {
            return name.replaceAll("[^!-~]", "?");
        }
    }

    private MutantLoader(Process python) {
        this.python = python;
        this.libraries = new DataOutputStream(python.getOutputStream());
        this.answers = new BufferedReader(new InputStreamReader(python.getInputStream(), StandardCharsets.US_ASCII));
    }

    static MutantLoader start() throws IOException {
        try (InputStream program = MutantLoader.class.getResourceAsStream("load_mutants.py")) {
            String text = new String(program.readAllBytes(), StandardCharsets.UTF_8);
            ProcessBuilder builder =
                    new ProcessBuilder("python3", "-c", text).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment()
                    .putAll(Map.of("LD_DEBUG", "files,versions", "PYTHONMALLOC", "malloc", "MALLOC_MMAP_MAX_", "0"));
            return new MutantLoader(builder.start());
        }
    }

    Answer load(byte[] library) throws IOException {
        libraries.writeInt(library.length);
        libraries.write(library);
        libraries.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the loader's parent process ended");
        }
        String[] fields = line.split("\t", -1);
        return new Answer(fields[0], words(fields[1]), words(fields[2]));
    }

    private static List<String> words(String field) {
        return Stream.of(field.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    @Override
    public void close() throws IOException {
        libraries.close();
        python.destroy();
    }
}
