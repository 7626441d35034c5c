package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.accelerator.Accelerators;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.policy.Claim.Standing;
import dev.wheelsweep.core.policy.Measurement.Need;
import dev.wheelsweep.core.stableabi.StableAbiPromise;
import dev.wheelsweep.core.stableabi.StableAbiViolation;
import dev.wheelsweep.core.supply.ExternalNeed;
import dev.wheelsweep.core.supply.ExternalNeeds;
import dev.wheelsweep.core.supply.Glob;
import dev.wheelsweep.core.supply.OpenedLibrary;
import dev.wheelsweep.core.supply.VendoredLibrary;
import dev.wheelsweep.core.toolchain.Tool;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Judges wheels by one policy set. Pure: the same facts and the same policies give the same judgement, on any machine and
 * in any order of files. Thread-safe.
 */
public final class PolicyEngine {
    private final PolicyCatalog catalog;
    private final List<Glob> excluded;

    public PolicyEngine(PolicyCatalog catalog) {
        this(catalog, List.of());
    }

    /** @param excluded sonames that count as present on every system, as auditwheel's {@code --exclude} does */
    public PolicyEngine(PolicyCatalog catalog, List<Glob> excluded) {
        this.catalog = catalog;
        this.excluded = List.copyOf(excluded);
    }

    /** @return the policy set that judges */
    public PolicyCatalog catalog() {
        return catalog;
    }

    public Judgement judge(Subject subject) {
        Loader loader = subject.loader();
        ClaimedTags claimed = new ClaimedTags(catalog, subject, loader, excluded);
        Target target = Target.of(subject, catalog);
        Optional<Overall> overall = target.arch()
                .flatMap(arch -> catalog.ladder(target.libc(), arch))
                .flatMap(ladder -> Answers.of(ladder, subject.name())
                        .map(answers -> new Overall(claimed.measure(ladder), answers)))
                .filter(it -> !it.measurement().counted().isEmpty());
        List<Claim> claims =
                subject.name().platformTags().stream().map(claimed::judge).toList();
        SortedMap<String, ElfFacts> files = new TreeMap<>();
        subject.binaries().forEach(file -> files.put(file.path(), file.facts()));
        List<StableAbiViolation> stableAbi = stableAbi(subject, files, target);
        List<OpenedLibrary> opened = OpenedLibrary.allOf(files);
        Accelerators accelerators =
                Accelerators.of(subject.name(), subject.distInfo().requiresDist(), files, sonames(opened));
        return new Judgement(
                catalog.id(),
                target.arch(),
                target.libc(),
                overall.map(it -> it.answers().name(it.rank())),
                overall.map(it -> it.answers().names()).orElse(List.of()),
                overall.map(Overall::axes).orElse(List.of()),
                overall.map(Overall::versions).orElse(List.of()),
                floors(subject, overall),
                overall.map(Overall::externalLibraries).orElse(List.of()),
                verdict(subject, claims, overall),
                claims,
                new Findings(
                                subject,
                                target,
                                claims,
                                claimed.unreached().toList(),
                                stableAbi,
                                accelerators.conflicts(),
                                loader)
                        .all(),
                stableAbi,
                accelerators.uses(),
                Tool.allOf(files),
                VendoredLibrary.allOf(vendored(subject), subject.components()),
                opened,
                overall.map(it -> it.externalNeeds(subject, loader)).orElse(List.of()));
    }

    private static SortedMap<String, ElfFacts> vendored(Subject subject) {
        SortedMap<String, ElfFacts> vendored = new TreeMap<>();
        subject.binaries().stream().filter(Binary::vendored).forEach(file -> vendored.put(file.path(), file.facts()));
        return vendored;
    }

    private static SortedMap<String, List<String>> sonames(List<OpenedLibrary> opened) {
        return opened.stream()
                .filter(library -> library.soname().isPresent())
                .collect(Collectors.groupingBy(
                        OpenedLibrary::path,
                        TreeMap::new,
                        Collectors.mapping(library -> library.soname().orElseThrow(), Collectors.toList())));
    }

    private List<StableAbiViolation> stableAbi(Subject subject, Map<String, ElfFacts> files, Target target) {
        Optional<PolicyLadder> ladder = target.arch().flatMap(arch -> catalog.ladder(target.libc(), arch));
        return StableAbiPromise.of(subject.name())
                .map(promise -> promise.violations(
                        files,
                        library -> ladder.filter(it -> it.rank(library) < it.linux())
                                .isPresent()))
                .orElse(List.of());
    }

    private static Floors floors(Subject subject, Optional<Overall> overall) {
        Floors floors = Floors.of(subject.binaries());
        return overall.flatMap(it -> it.measurement().muslFloor())
                .map(floor -> floors.with(Floors.MUSL, floor))
                .orElse(floors);
    }

    private static Verdict verdict(Subject subject, List<Claim> claims, Optional<Overall> overall) {
        if (claims.stream().anyMatch(claim -> claim.standing() == Standing.VIOLATED)) {
            return Verdict.OVERCLAIMS;
        }
        if (!subject.hidden().isEmpty()) {
            return Verdict.UNKNOWN;
        }
        if (claims.stream().noneMatch(claim -> claim.standing() == Standing.SATISFIED)) {
            return Verdict.NOT_APPLICABLE;
        }
        return overall.filter(it -> !Target.isForArmv6(subject.name()))
                        .filter(it -> it.isOlderThanAll(claims))
                        .isPresent()
                ? Verdict.UNDERCLAIMS
                : Verdict.HONEST;
    }

    /** The answer for the wheel as a whole: the worst of its axes. */
    private record Overall(Measurement measurement, Answers answers) {

        int rank() {
            return answers.rank(
                    Axis.OF_POLICIES.stream().mapToInt(measurement::rank).max().orElse(0));
        }

        List<AxisResult> axes() {
            return Axis.OF_POLICIES.stream().map(this::axis).toList();
        }

        private AxisResult axis(Axis axis) {
            return new AxisResult(
                    axis,
                    answers.name(measurement.rank(axis)),
                    measurement.needs().stream()
                            .filter(need -> need.requirement().axis() == axis && need.rank() > answers.best())
                            .map(need -> new AxisResult.Evidence(need.requirement(), answers.name(need.rank())))
                            .toList());
        }

        List<LibraryVersions> versions() {
            Map<String, SortedSet<String>> versions = new TreeMap<>();
            measurement.needs().stream()
                    .map(Need::requirement)
                    .filter(need ->
                            need.axis() == Axis.SYMBOLS && need.library().isPresent())
                    .forEach(need -> versions.computeIfAbsent(need.library().get(), missing -> new TreeSet<>())
                            .add(need.version().orElseThrow()));
            return versions.entrySet().stream()
                    .map(entry -> new LibraryVersions(entry.getKey(), List.copyOf(entry.getValue())))
                    .toList();
        }

        List<ExternalLibrary> externalLibraries() {
            Map<String, List<Need>> byLibrary = measurement.needs().stream()
                    .filter(need -> need.requirement().axis() == Axis.LIBRARIES && need.rank() > answers.best())
                    .collect(Collectors.groupingBy(
                            need -> need.requirement().library().orElseThrow(), TreeMap::new, Collectors.toList()));
            return byLibrary.entrySet().stream()
                    .map(entry -> externalLibrary(entry.getKey(), entry.getValue()))
                    .toList();
        }

        /** What no policy grants and the wheel does not have. */
        List<ExternalNeed> externalNeeds(Subject subject, Loader loader) {
            SortedMap<String, List<String>> neededBy = measurement.needs().stream()
                    .filter(need -> need.rank() == measurement.ladder().linux())
                    .map(Need::requirement)
                    .filter(need -> need.axis() == Axis.LIBRARIES && !need.isUnreached())
                    .collect(Collectors.groupingBy(
                            need -> need.library().orElseThrow(),
                            TreeMap::new,
                            Collectors.mapping(Requirement::file, Collectors.toList())));
            return new ExternalNeeds(subject.name().project(), subject.requiresDist(), subject.files(), loader)
                    .of(
                            neededBy,
                            measurement.ladder().arch(),
                            measurement.ladder().libc());
        }

        private ExternalLibrary externalLibrary(String name, Collection<Need> needs) {
            return new ExternalLibrary(
                    name,
                    answers.name(needs.stream().mapToInt(Need::rank).max().orElseThrow()),
                    needs.stream().map(need -> need.requirement().file()).toList());
        }

        /** @return whether a tag older than all claimed ones would be kept; tags for other systems do not count */
        boolean isOlderThanAll(Collection<Claim> claims) {
            List<Integer> ranks = claims.stream()
                    .flatMap(claim -> claimedRank(claim).stream())
                    .toList();
            return !ranks.isEmpty() && ranks.stream().allMatch(claimed -> rank() < claimed);
        }

        private Optional<Integer> claimedRank(Claim claim) {
            PolicyLadder ladder = measurement.ladder();
            if (!Target.elfArch(claim.tag()).equals(Optional.of(ladder.arch()))) {
                return Optional.empty();
            }
            if (claim.tag().libc().isEmpty()) {
                return Optional.of(ladder.linux());
            }
            return claim.tag()
                    .libc()
                    .filter(libc -> libc == ladder.libc())
                    .flatMap(libc -> Promise.of(claim.tag(), ladder))
                    .map(Promise::rank);
        }
    }
}
