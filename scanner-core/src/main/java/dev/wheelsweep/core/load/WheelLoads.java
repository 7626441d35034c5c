package dev.wheelsweep.core.load;

import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.loader.LoaderRules;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Binary;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.wheel.ExtensionSuffix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The loads of an installed wheel on systems of one C library and architecture. What is searched in the wheel is the same on
 * all of them, so it is done once. Not safe for use by several threads.
 */
public final class WheelLoads {
    /** The kernel's message for an interpreter that is not there. */
    private static final String NO_SUCH_FILE = "No such file or directory";

    private final Subject subject;
    private final Loader loader;
    private final Libc libc;
    private final Arch arch;
    private final List<MappedFiles> loads = new ArrayList<>();
    private final DecidingFacts deciding;
    private final DoubtfulImports doubtful;
    private final Map<DecidingFacts.OfSystem, List<Prediction>> predictions = new HashMap<>();

    /**
     * @param libc of the systems: {@link Libc#GLIBC} or {@link Libc#MUSL}
     * @param arch of the systems; files for others are not loaded
     */
    public WheelLoads(Subject subject, Libc libc, Arch arch) {
        this.subject = subject;
        this.loader = subject.loader();
        this.libc = libc;
        this.arch = arch;
        Set<String> reached = new HashSet<>();
        for (Binary file : firsts()) {
            if (file.pythonExtension() || file.facts().kind() == ElfKind.EXECUTABLE || !reached.contains(file.path())) {
                MappedFiles mapped = mapped(file);
                mapped.files().forEach(it -> reached.add(it.path()));
                loads.add(mapped);
            }
        }
        this.deciding = new DecidingFacts(loads, libc);
        this.doubtful = new DoubtfulImports(libc);
    }

    /** @return extension modules and programs, then the libraries, of which only those count that none of these loads */
    private List<Binary> firsts() {
        List<Binary> loadable = subject.binaries().stream()
                .filter(file -> isFor(file) || isImported(file))
                .filter(file -> file.facts().foreignSystem().isEmpty())
                .filter(file -> file.facts().kind() == ElfKind.SHARED_OBJECT
                        || file.facts().kind() == ElfKind.EXECUTABLE)
                .toList();
        Set<Binary> firsts = new LinkedHashSet<>();
        loadable.stream()
                .filter(file -> file.pythonExtension() || file.facts().kind() == ElfKind.EXECUTABLE)
                .forEach(firsts::add);
        firsts.addAll(loadable);
        return List.copyOf(firsts);
    }

    private boolean isFor(Binary file) {
        return file.facts().arch().equals(Optional.of(arch));
    }

    /**
     * @return whether Python imports it though it is for another architecture: its suffix names none, or this one, and there is
     *     no module of its name for this one
     */
    private boolean isImported(Binary file) {
        return file.pythonExtension()
                && ExtensionSuffix.of(file.fileName())
                        .flatMap(ExtensionSuffix::arch)
                        .map(arch::equals)
                        .orElse(true)
                && subject.binaries().stream()
                        .noneMatch(other -> isFor(other)
                                && other.pythonExtension()
                                && other.moduleName().equals(file.moduleName()));
    }

    private MappedFiles mapped(Binary first) {
        LoadableFile file = new LoadableFile(first.path(), first.facts());
        return MappedFiles.of(loader.load(file, LoaderRules.of(libc)), file, loader);
    }

    /** @return for each file that is loaded first, what the loader of the system does; empty if it has not the architecture */
    public List<Prediction> on(LinuxSystem system) {
        return has(system)
                ? predictions.computeIfAbsent(
                        deciding.of(system, arch),
                        facts -> loads.stream()
                                .map(load -> predict(load, system))
                                .toList())
                : List.of();
    }

    /** @return what the loader does if this file is loaded first; empty if the system has not the architecture */
    public Optional<Prediction> of(Binary first, LinuxSystem system) {
        return has(system) ? Optional.of(predict(mapped(first), system)) : Optional.empty();
    }

    private boolean has(LinuxSystem system) {
        return system.libraries().containsKey(arch);
    }

    private Prediction predict(MappedFiles load, LinuxSystem system) {
        LoadableFile first = load.first();
        if (!hasLoader(first, system)) {
            return new Prediction(
                    first.path(), List.of(LoadFailure.ofFile(FailureKind.MISSING_LOADER, NO_SUCH_FILE, first.path())));
        }
        return new Prediction(
                first.path(),
                libc == Libc.MUSL
                        ? MuslLoad.failures(load, system, arch, doubtful)
                        : GlibcLoad.failures(load, system, arch, doubtful));
    }

    /** @return whether the system has the loader that a program names; a library needs none, though it may name one */
    private boolean hasLoader(LoadableFile first, LinuxSystem system) {
        return first.facts().kind() != ElfKind.EXECUTABLE
                || first.facts()
                        .linkage()
                        .interpreter()
                        .map(loader -> loader.substring(loader.lastIndexOf('/') + 1))
                        .filter(loader -> system.libraries().get(arch).all().stream()
                                .noneMatch(library -> library.soname().equals(loader)
                                        || library.path().endsWith("/" + loader)))
                        .isEmpty();
    }
}
