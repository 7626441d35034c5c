package dev.wheelsweep.spark.listing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The index that bandersnatch keeps next to the files.
 *
 * <pre>
 *   status                                  the serial of the last finished sync
 *   todo                                    exists while a sync is unfinished
 *   web/packages/aa/bb/60 hex/NAME.whl      a listed file
 *   web/simple/PROJECT/index.v1_json        its entry in the index; with hash-index one folder deeper
 * </pre>
 *
 * @param folder the one that holds {@code web}
 */
public record BandersnatchMirror(Path folder) {
    private static final String WEB = "web";
    private static final String SIMPLE = "simple";
    private static final String PACKAGES = "packages/";
    private static final String PAGE = "index.v1_json";
    private static final String WHEEL = ".whl";
    private static final int PAGE_DEPTH = 3;
    private static final int LONGEST_SERIAL = 64;

    /**
     * What the index says about the listed files.
     *
     * @param files the listed files in their order, each with its entry in the index
     * @param absent files that the index lists but that do not exist; they are {@link FileState#DANGLING}
     * @param unindexed number of files that the index does not list
     * @param badPages number of pages that cannot be read, are not JSON, or do not name every file
     * @param projects number of projects by status (PEP 792)
     */
    public record Described(
            List<WheelFile> files, List<WheelFile> absent, long unindexed, long badPages, Map<String, Long> projects) {}

    /** @return the mirror that a folder is, or that it is the {@code web} or {@code web/packages} of */
    public static Optional<BandersnatchMirror> around(Path root) {
        return Stream.iterate(root.toAbsolutePath().normalize(), folder -> folder != null, Path::getParent)
                .limit(PAGE_DEPTH)
                .filter(folder -> Files.isDirectory(folder.resolve(WEB).resolve(SIMPLE)))
                .findFirst()
                .map(BandersnatchMirror::new);
    }

    /** @return the serial of the last finished sync; empty if no sync has ended yet */
    public Optional<String> serial() throws IOException {
        Path status = folder.resolve("status");
        if (!Files.isRegularFile(status)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(status)) {
            return Optional.of(new String(in.readNBytes(LONGEST_SERIAL), StandardCharsets.UTF_8).strip());
        }
    }

    /** @return whether a sync is running or was interrupted, so that index and files may disagree */
    public boolean isUnfinished() {
        return Files.exists(folder.resolve("todo"));
    }

    /** @param listed below {@code web/packages} */
    public Described describe(List<WheelFile> listed) throws IOException {
        Path web = folder.resolve(WEB);
        Map<Path, Integer> positions = new HashMap<>();
        List<WheelFile> files = new ArrayList<>(listed);
        for (int position = 0; position < files.size(); position++) {
            positions.put(files.get(position).path(), position);
        }
        List<WheelFile> absent = new ArrayList<>();
        Map<String, Long> projects = new TreeMap<>();
        long badPages = 0;
        for (Path page : pages(web.resolve(SIMPLE))) {
            List<Integer> ofPage = new ArrayList<>();
            int absentBefore = absent.size();
            try {
                SimpleIndex.Project project = read(page, indexed -> {
                    if (indexed.filename().endsWith(WHEEL)) {
                        located(web, indexed.url(), indexed.filename()).ifPresent(path -> {
                            Integer position = positions.remove(path);
                            if (position == null) {
                                absent.add(WheelFile.absent(path, indexed.entry()));
                            } else {
                                files.set(position, files.get(position).with(indexed.entry()));
                                ofPage.add(position);
                            }
                        });
                    }
                });
                badPages += project.unusable() > 0 ? 1 : 0;
                project.status().ifPresent(word -> projects.merge(word, 1L, Long::sum));
                // A page may name the status after its files.
                if (project.status().isPresent()) {
                    ofPage.forEach(position -> files.set(position, ofProject(files.get(position), project)));
                    absent.subList(absentBefore, absent.size()).replaceAll(file -> ofProject(file, project));
                }
            } catch (IOException unreadable) {
                // A page that is cut, that vanished, or that the system does not read: its other files are described.
                badPages++;
            }
        }
        return new Described(files, absent, positions.size(), badPages, projects);
    }

    /** @return everything called like a page, also what cannot be opened; folders that cannot be listed count as pages */
    private static List<Path> pages(Path simple) throws IOException {
        List<Path> pages = new ArrayList<>();
        Files.walkFileTree(simple, Set.of(), PAGE_DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (!folder.equals(simple) && isPage(folder)) {
                    pages.add(folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isPage(file)) {
                    pages.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) {
                pages.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failed) {
                if (failed != null) {
                    pages.add(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages;
    }

    private static boolean isPage(Path path) {
        return path.getFileName().toString().equals(PAGE);
    }

    private static SimpleIndex.Project read(Path page, SimpleIndex.Files files) throws IOException {
        if (!Files.isRegularFile(page)) {
            throw new NoSuchFileException(page.toString(), null, "not a regular file"); // Opening a pipe would wait.
        }
        try (InputStream in = Files.newInputStream(page)) {
            return SimpleIndex.read(in, files);
        }
    }

    private static WheelFile ofProject(WheelFile file, SimpleIndex.Project project) {
        return file.with(file.index().ofProject(project.status()));
    }

    /**
     * The file that a URL refers to. bandersnatch keeps the path of the URL from {@code packages/} on. The last element is
     * the file name, which is not percent-encoded.
     */
    private static Optional<Path> located(Path web, String url, String filename) {
        int packages = url.indexOf(PACKAGES);
        int name = url.lastIndexOf('/');
        if (packages < 0 || name < packages) {
            return Optional.empty();
        }
        try {
            Path located =
                    web.resolve(url.substring(packages, name)).resolve(filename).normalize();
            return located.startsWith(web.resolve(PACKAGES)) ? Optional.of(located) : Optional.empty();
        } catch (InvalidPathException noName) {
            return Optional.empty();
        }
    }
}
