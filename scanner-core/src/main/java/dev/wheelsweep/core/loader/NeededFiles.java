package dev.wheelsweep.core.loader;

import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For every file of a wheel its DT_NEEDED, each with the file of the wheel that satisfies it. What a library finds may depend
 * on the file through which it is loaded; if several load it, the first of them counts, by path, for which the library is
 * found. Files that no other file loads are loaded first.
 */
public final class NeededFiles {
    private final Loader loader;
    private final Libc libcOfWheel;
    private final Map<String, List<NeededLibrary>> needs = new HashMap<>();

    /** @param libcOfWheel what files are linked against that do not show it */
    public NeededFiles(List<LoadableFile> files, Libc libcOfWheel) {
        this.loader = new Loader(files, List.of());
        this.libcOfWheel = libcOfWheel;
        Set<String> needed = new HashSet<>();
        files.forEach(file -> needed.addAll(file.linkage().needed()));
        List<LoadableFile> sorted = files.stream()
                .filter(this::isInstalled)
                .sorted(Comparator.comparing(LoadableFile::path))
                .toList();
        sorted.stream().filter(file -> !needed.contains(file.fileName())).forEach(this::load);
        sorted.stream().filter(file -> !needs.containsKey(file.path())).forEach(this::load);
    }

    /** @return the libraries in their order */
    public List<NeededLibrary> of(LoadableFile file) {
        return isInstalled(file)
                ? needs.get(file.path())
                : loader.load(file, rules(file)).needs().get(file.path());
    }

    /** Of several entries of one name, the last is installed. */
    private boolean isInstalled(LoadableFile file) {
        return loader.file(file.path()).filter(file::equals).isPresent();
    }

    private void load(LoadableFile first) {
        loader.load(first, rules(first)).needs().forEach(this::merge);
    }

    private void merge(String path, List<NeededLibrary> found) {
        List<NeededLibrary> known = needs.computeIfAbsent(path, missing -> new ArrayList<>(found));
        for (int i = 0; i < found.size(); i++) {
            if (known.get(i).resolvedTo().isEmpty()) {
                known.set(i, found.get(i));
            }
        }
    }

    private LoaderRules rules(LoadableFile file) {
        Libc libc = file.facts().libc();
        return LoaderRules.of(libc == Libc.NONE ? libcOfWheel : libc);
    }
}
