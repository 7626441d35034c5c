package dev.wheelsweep.spark.query;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All questions of this release, found by listing their folder. */
public final class Questions {
    private static final String FOLDER = "/queries";

    private final List<Question> all;

    private Questions(List<Question> all) {
        this.all = all;
    }

    public static Questions builtIn() throws IOException {
        URI folder;
        try {
            folder = Questions.class.getResource(FOLDER).toURI();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("class loaders give addresses", impossible);
        }
        if (!folder.getScheme().equals("jar")) {
            return new Questions(read(Path.of(folder)));
        }
        try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
            return new Questions(read(jar.getPath(FOLDER)));
        }
    }

    private static List<Question> read(Path folder) throws IOException {
        List<Question> questions = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                questions.add(Question.parse(file.getFileName().toString(), Files.readString(file)));
            }
        }
        questions.sort(Comparator.comparingInt(Question::number));
        return List.copyOf(questions);
    }

    /** @return by number */
    public List<Question> all() {
        return all;
    }

    /** @param name with its number or without */
    public Optional<Question> find(String name) {
        return all.stream()
                .filter(question ->
                        question.name().equals(name) || question.label().equals(name))
                .findFirst();
    }

    /** @param name of one that there is: the release itself asks it */
    public Question named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no question is called " + name));
    }
}
