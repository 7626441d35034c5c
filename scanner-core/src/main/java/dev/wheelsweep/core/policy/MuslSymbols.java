package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.loader.LoaderRules;
import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Measurement.Need;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The symbols that a file imports and nothing defines: musl's loader binds
 * everything at once and refuses such a file. Facts do not say what a library of the wheel or of the system defines, so the more libraries could define a
 * symbol, the more has to be known of it before the file is blamed.
 */
final class MuslSymbols {
    /** Beginnings of the names of libraries that come with the compiler; what they define starts with an underscore. */
    private static final List<String> COMPILER_LIBRARIES = List.of("libgcc_s", "libstdc++", "libc++");

    /** Beginnings of the names of libraries that define what glibc has and musl has not. */
    private static final List<String> GLIBC_STAND_INS = List.of("libgcompat", "libssp");

    private static final String RESERVED = "_";

    private static final String LIBRARY_SUFFIX = ".so";

    private final PolicyLadder ladder;
    private final Subject subject;
    private final Loader loader;

    /** Who could define a symbol that a file imports, besides musl and Python. */
    private enum Definer {
        NOBODY,
        COMPILER,
        /** A library whose symbols are not known, but which is no copy of another C library. */
        LIBRARY,
        ANYBODY
    }

    MuslSymbols(PolicyLadder ladder, Subject subject, Loader loader) {
        this.ladder = ladder;
        this.subject = subject;
        this.loader = loader;
    }

    /** @return one need for each file with such symbols, which no policy meets */
    Stream<Need> missing(List<Binary> counted) {
        return ladder.libc() == Libc.MUSL
                ? counted.stream().filter(MuslSymbols::isLoadedAlone).flatMap(file -> missing(file, counted).stream())
                : Stream.empty();
    }

    /** A plugin of a program, such as Node.js's {@code .node}, has symbols from the program. */
    private static boolean isLoadedAlone(Binary file) {
        return file.facts().kind() == ElfKind.EXECUTABLE
                || (file.facts().kind() == ElfKind.SHARED_OBJECT
                        && file.fileName().contains(LIBRARY_SUFFIX));
    }

    private Optional<Need> missing(Binary file, List<Binary> counted) {
        List<String> unknown = imports(file)
                .filter(symbol -> !symbol.weak())
                .map(ImportedSymbol::name)
                .filter(ladder::lacks)
                .filter(name -> !LibPython.mayDefine(name))
                .toList();
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        Definer definer = definer(file, counted);
        List<String> missing =
                unknown.stream().filter(name -> !mayDefine(definer, name)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Need(
                        new Requirement(Axis.SYMBOLS, file.path(), Optional.empty(), Optional.empty(), missing, false),
                        ladder.linux()));
    }

    /** musl ignores versions; what is bound to a version of another library comes from there. */
    private static Stream<ImportedSymbol> imports(Binary file) {
        return Stream.concat(
                file.facts().symbols().unversionedImports().stream(),
                file.facts().symbols().versionNeeds().stream()
                        .filter(VersionNeed::ofGlibc)
                        .flatMap(need -> need.symbols().stream()));
    }

    private boolean mayDefine(Definer definer, String symbol) {
        return switch (definer) {
            case NOBODY -> false;
            case COMPILER -> symbol.startsWith(RESERVED) && !ladder.isAnotherLibcs(symbol);
            case LIBRARY -> !ladder.isAnotherLibcs(symbol);
            case ANYBODY -> true;
        };
    }

    private Definer definer(Binary file, List<Binary> counted) {
        // Another file can load this one, and then defines symbols for it; an extension module is imported by itself.
        Stream<Binary> loaders = file.pythonExtension() ? Stream.of(file) : counted.stream();
        Definer named = loaders.map(first -> new LoadableFile(first.path(), first.facts()))
                .flatMap(first -> loader.load(first, LoaderRules.MUSL).names().entrySet().stream())
                .map(this::definer)
                .reduce(Definer.NOBODY, MuslSymbols::worse);
        Definer loadedBefore = counted.stream()
                .filter(other -> !other.equals(file))
                .filter(other -> !file.pythonExtension() || !other.pythonExtension())
                .map(other -> ofWheel(other.fileName()))
                .reduce(Definer.NOBODY, MuslSymbols::worse);
        return worse(named, subject.unread().isEmpty() ? loadedBefore : Definer.ANYBODY);
    }

    private static Definer ofWheel(String library) {
        if (GLIBC_STAND_INS.stream().anyMatch(library::startsWith)) {
            return Definer.ANYBODY;
        }
        return isCompilers(library) ? Definer.COMPILER : Definer.LIBRARY;
    }

    private Definer definer(Map.Entry<String, Optional<String>> needed) {
        String library = needed.getKey();
        if (Libc.MUSL.answersTo(library) || LibPython.is(library)) {
            return Definer.NOBODY;
        }
        if (isCompilers(library)) {
            return Definer.COMPILER;
        }
        if (needed.getValue().isPresent()) {
            return ofWheel(library);
        }
        return ladder.rank(library) < ladder.linux() ? Definer.LIBRARY : Definer.ANYBODY;
    }

    private static Definer worse(Definer one, Definer other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static boolean isCompilers(String library) {
        return COMPILER_LIBRARIES.stream().anyMatch(library::startsWith);
    }
}
