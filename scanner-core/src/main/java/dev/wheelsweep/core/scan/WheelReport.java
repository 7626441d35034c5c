package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.SbomComponent;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything the scan of one file found. Every listed file has one, readable or not. Owns its data.
 *
 * @param file the file's own name
 * @param name the parts of the name; empty if it is invalid
 * @param status the result of the scan
 * @param reason why, unless {@link WheelStatus#OK}; one of the failures if an entry could not be read, a limit if there is one
 * @param entries number of entries in the central directory
 * @param distInfo what WHEEL, METADATA and RECORD say
 * @param elfFiles in the order of the central directory
 * @param failures of single entries, in the same order, but those of dist-info files last
 * @param sbomComponents of every bill of materials in dist-info, in the archive's order
 * @param zipOddities where other readers of the zip would see something else, by kind
 * @param cost what reading it took
 */
public record WheelReport(
        String file,
        Optional<WheelFilename> name,
        WheelStatus status,
        Optional<Failure> reason,
        int entries,
        DistInfo distInfo,
        List<ElfFile> elfFiles,
        List<Failure> failures,
        List<SbomComponent> sbomComponents,
        List<ZipOddity> zipOddities,
        ScanCost cost) {

    public WheelReport {
        elfFiles = List.copyOf(elfFiles);
        failures = List.copyOf(failures);
        sbomComponents = List.copyOf(sbomComponents);
        zipOddities = List.copyOf(zipOddities);
    }

    /** The report of a wheel whose zip container was read. */
    static WheelReport read(String file, WheelFilename name, WheelContents contents, long micros) {
        Optional<Failure> reason = contents.failures().stream()
                .filter(failure -> failure.status() != WheelStatus.OK)
                // The minimum of equal ones is the first.
                .min(Comparator.comparing((Failure failure) -> failure.status() != WheelStatus.LIMIT)
                        .thenComparing(failure -> !failure.reason().isLimit()));
        return new WheelReport(
                file,
                Optional.of(name),
                reason.map(Failure::status).orElse(WheelStatus.OK),
                reason,
                contents.entries(),
                contents.distInfo(),
                contents.elfFiles(),
                contents.failures(),
                contents.sbomComponents(),
                contents.zipOddities(),
                new ScanCost(contents.bytesRead(), contents.bytesDecoded(), micros));
    }

    /** The report of a file of which only its name is known. */
    static WheelReport lost(String file, Optional<WheelFilename> name, FormatException bad, long micros) {
        return new WheelReport(
                file,
                name,
                WheelStatus.of(bad.reason()),
                Optional.of(Failure.of(Optional.empty(), bad)),
                0,
                DistInfo.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new ScanCost(0, 0, micros));
    }

    WheelReport withCost(ScanCost other) {
        return new WheelReport(
                file, name, status, reason, entries, distInfo, elfFiles, failures, sbomComponents, zipOddities, other);
    }

    /** @return whether PyPI's upload rules of 2026-08-21 accept the file; empty if its zip was not read */
    public Optional<Boolean> indexWouldAccept() {
        return entries == 0 && status != WheelStatus.OK
                ? Optional.empty()
                : Optional.of(zipOddities.stream().noneMatch(ZipOddity::refusesUpload));
    }

    /** @return the architectures of its ELF files, those that a platform tag can name */
    public SortedSet<Arch> archs() {
        return elfFiles.stream()
                .flatMap(file -> file.facts().arch().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return why the wheel could not be read, or which of its entries could not */
    public List<Failure> allFailures() {
        return Stream.concat(reason.stream(), failures.stream()).distinct().toList();
    }

    /** @return the one architecture its ELF files agree on, else the one its platform tags agree on */
    public Optional<Arch> arch() {
        SortedSet<Arch> candidates = elfFiles.isEmpty() ? taggedArchs() : archs();
        return candidates.size() == 1 ? Optional.of(candidates.first()) : Optional.empty();
    }

    private SortedSet<Arch> taggedArchs() {
        return name.stream()
                .flatMap(it -> it.platformTags().stream())
                .flatMap(tag -> tag.arch().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return the C library that its ELF files agree on; files that need none are ignored */
    public Libc libc() {
        Set<Libc> found = elfFiles.stream()
                .map(file -> file.facts().libc())
                .filter(libc -> libc != Libc.NONE)
                .collect(Collectors.toSet());
        return switch (found.size()) {
            case 0 -> Libc.NONE;
            case 1 -> found.iterator().next();
            default -> Libc.MIXED;
        };
    }
}
