package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.loader.Load;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.loader.LoaderRules;
import dev.wheelsweep.core.loader.Whereabouts;
import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is left to the system when the loader of one C library loads each top-level file first, and on its own each other file
 * that none of these loads maps. If a need is satisfied in one load but not in another, it is the system's.
 */
final class Loads {
    private final Loader loader;
    private final LoaderRules rules;
    private final Set<Naming> external = new LinkedHashSet<>();
    /** By file, the libraries it needs, or needs versions of, that no file of the wheel is loaded for. */
    private final Map<String, Set<String>> ofSystem = new HashMap<>();

    /** The file of the wheel that lacks the version. */
    private final Map<Lack, String> lacks = new HashMap<>();

    /** A DT_NEEDED that no file of the wheel satisfies. */
    record Naming(String file, String library) {}

    /** A version that the file which is loaded for the library does not define. */
    private record Lack(String file, String library, String version) {}

    /** Where a version comes from that a file needs. */
    enum Origin {
        /** A file of the wheel defines it, in every load. */
        WHEEL,
        SYSTEM,
        /** The loader maps a file of the wheel, which does not define it: loading fails on every system. */
        NOWHERE
    }

    Loads(Loader loader, Libc libc, Collection<Binary> topLevel, Collection<Binary> counted) {
        this.loader = loader;
        this.rules = LoaderRules.of(libc);
        for (Binary file : topLevel) {
            load(file)
                    .forEach((path, needs) -> needs.stream()
                            .filter(need -> need.resolvedTo().isEmpty() || LibPython.is(need.library()))
                            .forEach(need -> external.add(new Naming(path, need.library()))));
        }
        counted.stream().filter(file -> !ofSystem.containsKey(file.path())).forEach(this::load);
    }

    private Map<String, List<NeededLibrary>> load(Binary first) {
        Load load = loader.load(new LoadableFile(first.path(), first.facts()), rules);
        load.needs().forEach((path, needs) -> {
            Set<String> missing = ofSystem.computeIfAbsent(path, file -> new HashSet<>());
            needs.stream().filter(need -> need.resolvedTo().isEmpty()).forEach(need -> missing.add(need.library()));
            LoadableFile file = path.equals(first.path())
                    ? new LoadableFile(path, first.facts())
                    : loader.file(path).orElseThrow();
            file.facts().symbols().versionNeeds().forEach(need -> version(file, need, load, missing));
        });
        return load.needs();
    }

    private void version(LoadableFile file, VersionNeed need, Load load, Set<String> missing) {
        Optional<String> provider = load.file(need.library());
        if (!loader.spend(1) || provider.isEmpty()) {
            missing.add(need.library());
        } else if (loader.file(provider.get())
                .filter(it -> !it.provides(need.version()))
                .isPresent()) {
            lacks.put(lack(file.path(), need), provider.get());
        }
    }

    /** @return what top-level files, and all that they load, need of the system */
    Set<Naming> external() {
        return external;
    }

    /** @return whether the system has to provide the library, at least if one of the files is loaded first */
    boolean isOfSystem(Binary file, String library) {
        return ofSystem.get(file.path()).contains(library);
    }

    private static Lack lack(String path, VersionNeed need) {
        return new Lack(path, need.library(), need.version().name());
    }

    Origin origin(Binary file, VersionNeed need) {
        if (lacks.containsKey(lack(file.path(), need)) && rules == LoaderRules.GLIBC && !need.mayBeMissing()) {
            return Origin.NOWHERE;
        }
        return isOfSystem(file, need.library()) ? Origin.SYSTEM : Origin.WHEEL;
    }

    /** @return the file of the wheel that lacks the version */
    Optional<Whereabouts> whereabouts(Binary file, VersionNeed need) {
        return Optional.ofNullable(lacks.get(lack(file.path(), need))).map(Whereabouts::lacking);
    }

    /** @return where a library may be that the loader does not find */
    Optional<Whereabouts> whereabouts(Naming naming) {
        return loader.file(naming.file()).flatMap(needing -> loader.whereabouts(naming.library(), needing, rules));
    }
}
