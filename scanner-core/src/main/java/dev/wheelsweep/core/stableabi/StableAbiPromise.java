package dev.wheelsweep.core.stableabi;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.stableabi.StableAbiViolation.Kind;
import dev.wheelsweep.core.wheel.ExtensionSuffix;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tags of a wheel promise: its files work with every CPython from one on.
 *
 * @param oldest the oldest Python that the python tags name
 * @param freeThreaded whether also with CPythons without the GIL: {@code abi3t}
 */
public record StableAbiPromise(DottedNumber oldest, boolean freeThreaded) {
    private static final String ABI3 = "abi3";
    private static final String ABI3T = "abi3t";
    private static final Pattern CPYTHON = Pattern.compile("cp3([0-9]{1,3})?");
    /** The first Python with a stable ABI, and the first with one for interpreters without the GIL. */
    private static final DottedNumber FIRST = DottedNumber.of(3, 2);

    private static final DottedNumber FIRST_FREE_THREADED = DottedNumber.of(3, 15);

    private static final List<String> BEGINNINGS = List.of("Py", "_Py");
    private static final List<String> HOOKS = List.of("PyInit_", "PyInitU_");
    private static final List<String> FREE_THREADED_HOOKS = List.of("PyModExport_", "PyModExportU_");

    /** They take a {@code PyModuleDef}, whose layout differs without the GIL. */
    private static final Set<String> NOT_FOR_ABI3T =
            Set.of("PyModule_Create2", "PyModule_FromDefAndSpec2", "PyModuleDef_Init");

    /** Libraries of compilers, which have no symbols of Python. */
    private static final List<String> RUNTIMES = List.of("libstdc++.so.", "libgcc_s.so.", "libatomic.so.");

    /** @return empty if no tag names a stable ABI */
    public static Optional<StableAbiPromise> of(WheelFilename wheel) {
        boolean freeThreaded = wheel.abiTags().contains(ABI3T);
        if (!freeThreaded && !wheel.abiTags().contains(ABI3)) {
            return Optional.empty();
        }
        DottedNumber first = freeThreaded && !wheel.abiTags().contains(ABI3) ? FIRST_FREE_THREADED : FIRST;
        return Optional.of(new StableAbiPromise(
                wheel.pythonTags().stream()
                        .flatMap(tag -> python(tag).stream())
                        .filter(python -> python.compareTo(first) > 0)
                        .sorted()
                        .findFirst()
                        .orElse(first),
                freeThreaded));
    }

    private static Optional<DottedNumber> python(String tag) {
        Matcher python = CPYTHON.matcher(tag);
        return python.matches()
                ? Optional.of(DottedNumber.of(3, python.group(1) == null ? 0 : Integer.valueOf(python.group(1))))
                : Optional.empty();
    }

    /**
     * @param files the ELF files of the wheel by path
     * @param ofSystem whether a library is one of every system, and not another wheel's
     * @return what breaks the promise, sorted. Not judged are files that only one version of Python looks for, and imports that
     *     a library may define which is in another wheel
     */
    public List<StableAbiViolation> violations(Map<String, ElfFacts> files, Predicate<String> ofSystem) {
        Set<String> names = new HashSet<>();
        files.forEach((path, facts) -> {
            names.add(fileName(path));
            facts.linkage().soname().ifPresent(names::add);
        });
        Predicate<String> isForeign = library -> !names.contains(library) && !isWithoutPython(library, ofSystem);
        boolean needsForeign = files.values().stream()
                .anyMatch(facts -> facts.linkage().needed().stream().anyMatch(isForeign));
        List<StableAbiViolation> violations = new ArrayList<>();
        files.forEach((path, facts) -> {
            boolean needsOthers =
                    facts.linkage().needed().stream().anyMatch(library -> !isWithoutPython(library, ofSystem));
            Optional<List<Integer>> inWheel =
                    needsOthers ? facts.symbols().inWheel().filter(known -> !needsForeign) : Optional.of(List.of());
            violations(path, facts, inWheel, violations);
        });
        return violations.stream().sorted().toList();
    }

    /** @param elsewhere the places of the imports that another file defines; empty if that is not known */
    private void violations(
            String path, ElfFacts facts, Optional<List<Integer>> elsewhere, List<StableAbiViolation> violations) {
        Optional<ExtensionSuffix> suffix = ExtensionSuffix.of(fileName(path));
        if (suffix.filter(it -> !it.isStable()).isPresent()) {
            return;
        }
        boolean withoutGil =
                freeThreaded && suffix.map(ExtensionSuffix::freeThreaded).orElse(true);
        if (elsewhere.isPresent()) {
            Set<Integer> defined = new HashSet<>(elsewhere.get());
            List<ImportedSymbol> imports = facts.symbols().imports();
            for (int i = 0; i < imports.size(); i++) {
                if (isOfPython(imports.get(i).name()) && !defined.contains(i)) {
                    violation(path, imports.get(i), withoutGil).ifPresent(violations::add);
                }
            }
        }
        List<String> hooks = facts.symbols().pythonHooks();
        if (withoutGil && begin(hooks, HOOKS) && !begin(hooks, FREE_THREADED_HOOKS)) {
            violations.add(new StableAbiViolation(
                    path, Kind.NO_MODULE_EXPORT, Optional.empty(), Optional.empty(), false, oldest));
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Optional<StableAbiViolation> violation(String path, ImportedSymbol symbol, boolean withoutGil) {
        Optional<DottedNumber> since = PythonSymbols.stableSince(symbol.name());
        Optional<Kind> kind = since.isEmpty()
                ? Optional.of(Kind.NOT_STABLE)
                : since.get().compareTo(oldest) > 0
                        ? Optional.of(Kind.LATER)
                        : withoutGil && NOT_FOR_ABI3T.contains(symbol.name())
                                ? Optional.of(Kind.NOT_FOR_ABI3T)
                                : Optional.empty();
        return kind.map(
                it -> new StableAbiViolation(path, it, Optional.of(symbol.name()), since, symbol.weak(), oldest));
    }

    private static boolean isOfPython(String symbol) {
        return BEGINNINGS.stream().anyMatch(symbol::startsWith);
    }

    /** @return whether the library surely defines no symbol that begins like one of CPython, as those of PySide do */
    private static boolean isWithoutPython(String library, Predicate<String> ofSystem) {
        return Libc.GLIBC.answersTo(library)
                || Libc.MUSL.answersTo(library)
                || LibPython.is(library)
                || ofSystem.test(library)
                || RUNTIMES.stream().anyMatch(library::startsWith);
    }

    private static boolean begin(List<String> symbols, List<String> beginnings) {
        return symbols.stream().anyMatch(symbol -> beginnings.stream().anyMatch(symbol::startsWith));
    }
}
