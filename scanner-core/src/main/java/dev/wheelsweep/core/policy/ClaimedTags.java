package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.loader.LoaderRules;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Claim.Standing;
import dev.wheelsweep.core.supply.Glob;
import dev.wheelsweep.core.wheel.PlatformTag;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the platform tags of one wheel with what its files need. Each tag is about the files of its own architecture
 * and C library; a tag whose architecture no policy has is not judged. If an entry could not be read, only a need that no
 * fact of that entry could remove violates a tag, and no tag is satisfied.
 */
final class ClaimedTags {
    private final PolicyCatalog catalog;
    private final Subject subject;
    private final List<Binary> files;
    private final Loader loader;
    private final boolean readWhole;
    private final List<Glob> excluded;
    private final Map<PolicyLadder, Measurement> measurements = new HashMap<>();
    private final Map<String, Boolean> loadedWhole = new HashMap<>();

    ClaimedTags(PolicyCatalog catalog, Subject subject, Loader loader, List<Glob> excluded) {
        this.catalog = catalog;
        this.subject = subject;
        this.files = subject.binaries();
        this.loader = loader;
        this.readWhole = subject.hidden().isEmpty();
        this.excluded = excluded;
    }

    /** @return what is needed of the ladder's systems, measured once */
    Measurement measure(PolicyLadder ladder) {
        return measurements.computeIfAbsent(ladder, it -> Measurement.of(it, subject, loader, excluded));
    }

    /** @return the libraries that no measurement found in the wheel's search paths, although the wheel has them */
    Stream<Requirement> unreached() {
        return measurements.values().stream()
                .flatMap(measurement -> measurement.needs().stream())
                .map(Measurement.Need::requirement)
                .filter(Requirement::isUnreached);
    }

    Claim judge(PlatformTag tag) {
        Optional<Arch> arch = Target.elfArch(tag).filter(catalog::knows);
        if (files.isEmpty() || arch.isEmpty()) {
            return notJudged(tag);
        }
        List<Binary> ownArch =
                files.stream().filter(file -> Target.isFor(file, arch.get())).toList();
        if (ownArch.isEmpty()) {
            return claim(tag, files.stream().map(ClaimedTags::otherArch));
        }
        return tag.libc().isPresent()
                ? judge(tag, tag.libc().get(), arch.get(), ownArch)
                : claim(tag, refusals(ownArch, tag));
    }

    private Claim judge(PlatformTag tag, Libc libc, Arch arch, List<Binary> ownArch) {
        Optional<Promise> promise = catalog.ladder(libc, arch).flatMap(ladder -> Promise.of(tag, ladder));
        if (promise.isEmpty()) {
            return notJudged(tag);
        }
        Measurement measurement = measure(promise.get().ladder());
        if (measurement.counted().isEmpty()) {
            return claim(tag, ownArch.stream().map(ClaimedTags::otherLibc));
        }
        return claim(
                tag,
                Stream.concat(
                        measurement.needs().stream()
                                .filter(need -> !promise.get().grants(need))
                                .map(Measurement.Need::requirement),
                        refusals(measurement.counted(), tag)));
    }

    private static Stream<Requirement> refusals(List<Binary> files, PlatformTag tag) {
        return files.stream().flatMap(file -> FileNeeds.refusals(file, tag).stream());
    }

    private Claim claim(PlatformTag tag, Stream<Requirement> broken) {
        List<Requirement> violations =
                broken.filter(need -> readWhole || isProven(need)).toList();
        boolean kept = violations.stream().allMatch(Requirement::weak);
        if (kept && !readWhole) {
            return notJudged(tag);
        }
        return new Claim(
                tag,
                kept ? Standing.SATISFIED : Standing.VIOLATED,
                Stream.concat(
                                violations.stream().filter(need -> !need.weak()),
                                violations.stream().filter(Requirement::weak))
                        .limit(Claim.MAX_VIOLATIONS)
                        .sorted()
                        .toList(),
                violations.size());
    }

    /** Whether the need exists whatever the unread entries are. */
    private boolean isProven(Requirement need) {
        return switch (need.axis()) {
            case UCS2, PYFPE, LOADER -> true;
            case SYMBOLS -> isOfLibc(need) || isLoadedWhole(need.file());
            // An unread file may load this one and provide libraries, or search paths to them.
            case LIBRARIES, FORBIDDEN_SYMBOLS, ISA -> isLoadedWhole(need.file());
            // An unread file may be for the tag's architecture and C library.
            case ARCHITECTURE, LIBC -> false;
        };
    }

    /** No file of a wheel provides what the C library does. */
    private static boolean isOfLibc(Requirement need) {
        return need.version()
                .map(version -> new SymbolVersion(version).namespace())
                .filter(Set.of(Floors.GLIBC, Floors.MUSL)::contains)
                .isPresent();
    }

    private boolean isLoadedWhole(String path) {
        return loadedWhole.computeIfAbsent(
                path,
                missing -> files.stream()
                        .filter(file -> file.path().equals(path) && file.pythonExtension())
                        .anyMatch(this::isLoadedWhole));
    }

    /** Whether all files of the wheel were read that are loaded with this one, which is loaded first. */
    private boolean isLoadedWhole(Binary first) {
        return Arrays.stream(LoaderRules.values())
                .map(rules -> loader.load(new LoadableFile(first.path(), first.facts()), rules))
                .flatMap(load -> load.names().values().stream().flatMap(Optional::stream))
                .allMatch(path -> loader.file(path).isPresent());
    }

    private static Claim notJudged(PlatformTag tag) {
        return new Claim(tag, Standing.NOT_JUDGED, List.of(), 0);
    }

    private static Requirement otherArch(Binary file) {
        String arch = file.facts()
                .foreignSystem()
                .or(() -> file.facts().arch().map(Arch::name))
                .orElse(file.facts().identity().machineName());
        return whole(Axis.ARCHITECTURE, file, arch);
    }

    private static Requirement otherLibc(Binary file) {
        Libc libc = LibcEvidence.of(file).orElse(file.facts().libc());
        return whole(Axis.LIBC, file, libc.column());
    }

    private static Requirement whole(Axis axis, Binary file, String what) {
        return new Requirement(axis, file.path(), Optional.empty(), Optional.of(what), List.of(), false);
    }
}
