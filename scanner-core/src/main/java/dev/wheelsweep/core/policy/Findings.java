package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.accelerator.RuntimeConflict;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Claim.Standing;
import dev.wheelsweep.core.stableabi.StableAbiViolation;
import dev.wheelsweep.core.supply.Supplier;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.ExtensionSuffix;
import dev.wheelsweep.core.wheel.InstalledTree;
import dev.wheelsweep.core.wheel.InstallerRules;
import dev.wheelsweep.core.wheel.InstallerTags;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The findings about a wheel as a whole; {@link FileFindings} finds those of its files. */
final class Findings {
    /** The most names in one text. */
    private static final int NAMES_SHOWN = 5;

    private final Subject subject;
    private final Target target;
    private final List<Claim> claims;
    private final List<Requirement> unreached;
    private final List<StableAbiViolation> stableAbi;
    private final List<RuntimeConflict> conflicts;
    private final Loader loader;
    private final List<Finding> found = new ArrayList<>();

    Findings(
            Subject subject,
            Target target,
            List<Claim> claims,
            List<Requirement> unreached,
            List<StableAbiViolation> stableAbi,
            List<RuntimeConflict> conflicts,
            Loader loader) {
        this.subject = subject;
        this.target = target;
        this.claims = claims;
        this.unreached = unreached;
        this.stableAbi = stableAbi;
        this.conflicts = conflicts;
        this.loader = loader;
    }

    /** @return all findings, sorted */
    List<Finding> all() {
        claims.forEach(this::violation);
        unreached.forEach(need -> found.add(new Finding(
                FindingId.LIBRARY_NOT_REACHED,
                Optional.of(need.file()),
                need.remark().orElseThrow())));
        distInfo(subject.distInfo());
        installers();
        extensionSuffixes();
        stableAbi();
        conflicts.forEach(
                conflict -> found.add(new Finding(FindingId.of(conflict.kind()), conflict.file(), conflict.detail())));
        if (subject.binaries().isEmpty()) {
            noElfFile();
        } else {
            pureWheel();
            if (target.arch().isPresent() && target.libc() == Libc.NONE) {
                add(
                        FindingId.UNKNOWN_LIBC,
                        "no file of %d needs one by name"
                                .formatted(subject.binaries().size()));
            }
        }
        if (loader.exhausted()) {
            add(FindingId.RESOLUTION_LIMIT, "%d folders looked into".formatted(Loader.MAX_LOOKUPS));
        }
        foreignFiles();
        found.addAll(subject.archive());
        subject.unread()
                .forEach(entry -> found.add(new Finding(
                        FindingId.UNREAD_ENTRY,
                        Optional.of(entry.path()),
                        entry.reason().column())));
        subject.binaries().forEach(file -> FileFindings.add(file, subject.name(), target.libc(), found));
        return found.stream().distinct().sorted().toList();
    }

    private void add(FindingId id, String detail) {
        found.add(new Finding(id, Optional.empty(), detail));
    }

    /**
     * A library that a supplier brings is a finding of its own, once for all tags; everything else that a tag does not
     * promise breaks it.
     */
    private void violation(Claim claim) {
        if (claim.standing() != Standing.VIOLATED) {
            return;
        }
        List<Requirement> unsupplied = new ArrayList<>();
        for (Requirement need : claim.violations()) {
            Optional<Supplier> supplier = subject.supplierOf(need);
            supplier.ifPresent(it -> found.add(supplied(need, it)));
            if (supplier.isEmpty() && !need.weak()) {
                unsupplied.add(need);
            }
        }
        int unlisted = claim.violationCount() - claim.violations().size();
        if (!unsupplied.isEmpty()) {
            int more = unsupplied.size() - 1 + unlisted;
            Requirement first = unsupplied.get(0);
            found.add(new Finding(
                    FindingId.TAG_VIOLATED,
                    Optional.of(first.file()),
                    "%s: %s%s"
                            .formatted(claim.tag().text(), first.text(), more > 0 ? "; %d more".formatted(more) : "")));
        } else if (unlisted > 0) {
            found.add(new Finding(
                    FindingId.TAG_VIOLATED,
                    Optional.empty(),
                    "%s: %d needs beyond those listed".formatted(claim.tag().text(), unlisted)));
        }
    }

    private static Finding supplied(Requirement need, Supplier supplier) {
        return new Finding(
                supplier instanceof Supplier.Driver ? FindingId.NEEDS_DRIVER : FindingId.NEEDS_OTHER_DISTRIBUTION,
                Optional.of(need.file()),
                need.library().orElseThrow() + ", " + supplier.text());
    }

    private void pureWheel() {
        if (subject.name().platformTags().stream().anyMatch(tag -> tag.family() == PlatformTag.Family.ANY)) {
            add(FindingId.ELF_IN_ANY_WHEEL, counted(subject.binaries()));
        } else if (subject.distInfo().rootIsPurelib().orElse(false)) {
            List<Binary> inRoot = subject.binaries().stream()
                    .filter(file -> InstalledTree.scheme(file.path()).isEmpty())
                    .toList();
            if (!inRoot.isEmpty()) {
                add(FindingId.ELF_IN_PURELIB, "Root-Is-Purelib is true; " + counted(inRoot));
            }
        }
    }

    /** @param files at least one */
    private static String counted(List<Binary> files) {
        return "%d ELF files, the first is %s"
                .formatted(files.size(), files.get(0).path());
    }

    /** What was not read may be the ELF file. */
    private void noElfFile() {
        List<PlatformTag> tags = subject.name().platformTags();
        if (subject.unread().isEmpty()
                && tags.stream().allMatch(tag -> Target.elfArch(tag).isPresent())) {
            add(FindingId.NO_ELF_FILE, tags.get(0).text());
        }
    }

    private void installers() {
        InstallerRules.objection(subject.name(), subject.distInfo())
                .ifPresent(objection -> add(FindingId.NOT_INSTALLABLE, objection));
        subject.name()
                .platformTags()
                .forEach(tag -> InstallerTags.objection(tag)
                        .ifPresent(objection -> add(FindingId.UNUSABLE_TAG, tag.text() + ": " + objection)));
    }

    private void extensionSuffixes() {
        List<ExtensionSuffix> all = subject.binaries().stream()
                .flatMap(file -> ExtensionSuffix.of(file.fileName()).stream())
                .toList();
        for (Binary file : subject.binaries()) {
            ExtensionSuffix.of(file.fileName())
                    .filter(suffix -> !suffix.fits(subject.name(), all) || isForOtherPlatform(file, suffix))
                    .ifPresent(suffix -> found.add(
                            new Finding(FindingId.EXTENSION_SUFFIX_DIFFERS, Optional.of(file.path()), suffix.text())));
        }
    }

    private boolean isForOtherPlatform(Binary file, ExtensionSuffix suffix) {
        Set<Libc> promised = subject.name().platformTags().stream()
                .flatMap(tag -> tag.libc().stream())
                .collect(Collectors.toSet());
        boolean otherArch = suffix.arch().isPresent()
                && file.facts()
                        .arch()
                        .filter(arch -> !suffix.arch().get().equals(arch))
                        .isPresent();
        return otherArch
                || suffix.libc()
                        .filter(libc -> !promised.isEmpty() && !promised.contains(libc))
                        .isPresent();
    }

    /** One finding for each file. A symbol that the file can do without is none. */
    private void stableAbi() {
        Map<String, List<StableAbiViolation>> byFile = stableAbi.stream()
                .filter(violation -> !violation.weak())
                .collect(Collectors.groupingBy(StableAbiViolation::file));
        byFile.forEach((file, violations) -> found.add(new Finding(
                FindingId.ABI3_VIOLATED,
                Optional.of(file),
                violations.get(0).text()
                        + (violations.size() > 1 ? "; %d more".formatted(violations.size() - 1) : ""))));
    }

    private void foreignFiles() {
        List<PlatformTag> tags = subject.name().platformTags().stream()
                .filter(tag -> Target.elfArch(tag).isPresent() && InstallerTags.namesMachine(tag))
                .toList();
        Set<Arch> archs =
                tags.stream().flatMap(tag -> Target.elfArch(tag).stream()).collect(Collectors.toSet());
        Set<Libc> libcs = tags.stream().map(tag -> tag.libc().orElse(Libc.NONE)).collect(Collectors.toSet());
        if (tags.isEmpty()) {
            return;
        }
        for (Binary file : subject.binaries()) {
            Optional<Arch> arch = file.facts().arch();
            if (file.facts().foreignSystem().isPresent()) {
                found.add(new Finding(
                        FindingId.FOREIGN_SYSTEM,
                        Optional.of(file.path()),
                        file.facts().foreignSystem().get()));
            } else if (arch.isPresent() && !archs.contains(arch.get())) {
                found.add(new Finding(
                        FindingId.FOREIGN_ARCHITECTURE,
                        Optional.of(file.path()),
                        arch.get().name()));
            } else if (!libcs.contains(Libc.NONE)
                    && libcs.stream().allMatch(promised -> LibcEvidence.speaksAgainst(file, promised))) {
                found.add(new Finding(
                        FindingId.FOREIGN_LIBC,
                        Optional.of(file.path()),
                        LibcEvidence.of(file).orElse(file.facts().libc()).column()));
            }
        }
    }

    private void distInfo(DistInfo distInfo) {
        SortedSet<String> inName = subject.name().tags().map(Tag::text).collect(Collectors.toCollection(TreeSet::new));
        SortedSet<String> inWheel = new TreeSet<>(distInfo.tags().stream()
                .flatMap(tag -> ExpandedTag.of(tag).stream())
                .toList());
        if (!inWheel.isEmpty() && !inWheel.equals(inName)) {
            add(
                    FindingId.WHEEL_TAGS_DIFFER,
                    "only in WHEEL: %s; only in the name: %s"
                            .formatted(difference(inWheel, inName), difference(inName, inWheel)));
        }
        entries(FindingId.UNRECORDED_ENTRY, distInfo.unrecorded(), distInfo.unrecordedCount());
        entries(FindingId.PHANTOM_RECORD, distInfo.phantoms(), distInfo.phantomCount());
    }

    private void entries(FindingId id, List<String> names, int count) {
        names.forEach(name -> found.add(new Finding(id, Optional.of(name), "")));
        if (count > names.size()) {
            add(id, "%d more".formatted(count - names.size()));
        }
    }

    private static String difference(SortedSet<String> all, SortedSet<String> without) {
        List<String> names =
                all.stream().filter(name -> !without.contains(name)).toList();
        int more = names.size() - NAMES_SHOWN;
        return names.isEmpty()
                ? "none"
                : names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "))
                        + (more > 0 ? " and %d more".formatted(more) : "");
    }
}
