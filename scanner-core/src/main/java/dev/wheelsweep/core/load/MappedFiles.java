package dev.wheelsweep.core.load;

import dev.wheelsweep.core.loader.Load;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a wheel that one load maps, in the loader's order: breadth first, which is also the order in which it
 * checks them.
 *
 * @param files at least the first file
 */
record MappedFiles(Load load, List<LoadableFile> files, Paths paths) {

    static MappedFiles of(Load load, LoadableFile first, Loader loader) {
        List<LoadableFile> files = new ArrayList<>();
        for (String path : load.needs().keySet()) {
            files.add(path.equals(first.path()) ? first : loader.file(path).orElseThrow());
        }
        return new MappedFiles(load, List.copyOf(files), new Paths(load));
    }

    LoadableFile first() {
        return files.get(0);
    }

    List<NeededLibrary> needs(LoadableFile file) {
        return load.needs().get(file.path());
    }

    /** @return the mapped file that has this name; empty if it is no file of the wheel, or was not read */
    Optional<LoadableFile> named(String library) {
        Map<String, List<NeededLibrary>> mapped = load.needs();
        return load.file(library)
                .filter(mapped::containsKey)
                .flatMap(path ->
                        files.stream().filter(file -> file.path().equals(path)).findFirst());
    }

    String name(LoadableFile file) {
        return paths.of(file.path());
    }
}
