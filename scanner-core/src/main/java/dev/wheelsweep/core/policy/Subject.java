package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.supply.Supplier;
import dev.wheelsweep.core.supply.Suppliers;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.SbomComponent;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The facts that a judgement is made from. Stored facts make the same subject as the wheel they were read from.
 *
 * @param name what the wheel claims
 * @param distInfo what WHEEL, METADATA and RECORD say
 * @param binaries its ELF files, in any order; kept sorted by {@link InstallOrder}
 * @param unread entries that could not be read, in any order; kept sorted. What they need is unknown, but other files
 *     can find a library among them
 * @param components of its bills of materials
 * @param archive the oddities of the zip that the scan found
 */
public record Subject(
        WheelFilename name,
        DistInfo distInfo,
        List<Binary> binaries,
        List<Unread> unread,
        List<SbomComponent> components,
        List<Finding> archive) {

    /** An entry that could not be read, and why. */
    public record Unread(String path, Reason reason) {
        private static final Comparator<Unread> ORDER =
                Comparator.comparing(Unread::path).thenComparing(Unread::reason);
    }

    /** A wheel without bills of materials whose archive has no oddities. */
    public Subject(WheelFilename name, DistInfo distInfo, List<Binary> binaries, List<Unread> unread) {
        this(name, distInfo, binaries, unread, List.of(), List.of());
    }

    public Subject {
        components = List.copyOf(components);
        archive = List.copyOf(archive);
        binaries = binaries.stream().sorted(InstallOrder.BY_PATH).toList();
        unread = unread.stream().sorted(Unread.ORDER).distinct().toList();
    }

    /** @return the scanned wheel; empty if it could not be read, or only until a limit was reached */
    public static Optional<Subject> of(WheelReport report) {
        return report.status().isJudged()
                ? report.name()
                        .map(name -> new Subject(
                                name,
                                report.distInfo(),
                                Binary.allOf(report),
                                unread(report),
                                report.sbomComponents(),
                                report.zipOddities().stream().map(Finding::of).toList()))
                : Optional.empty();
    }

    /** @return a loader over its files that has not loaded anything yet */
    public Loader loader() {
        return new Loader(files(), unread.stream().map(Unread::path).toList());
    }

    /** @return its ELF files as the loader sees them */
    List<LoadableFile> files() {
        return binaries.stream()
                .map(file -> new LoadableFile(file.path(), file.facts()))
                .toList();
    }

    /** @return who brings the library that is needed; empty if nobody is known to, or the need is no library */
    public Optional<Supplier> supplierOf(Requirement need) {
        return need.axis() == Axis.LIBRARIES
                ? need.library()
                        .flatMap(library -> Suppliers.builtIn().of(library, name.project(), distInfo.requiresDist()))
                : Optional.empty();
    }

    /** @return every {@code Requires-Dist:} that is known, raw */
    public List<String> requiresDist() {
        return distInfo.requiresDist();
    }

    private static List<Unread> unread(WheelReport report) {
        return report.failures().stream()
                .flatMap(failure -> failure.entry().stream().map(path -> new Unread(path, failure.reason())))
                .toList();
    }

    /** @return the entries of which nothing is known that may be ELF files */
    public List<Unread> hidden() {
        return unread.stream().filter(entry -> entry.reason().hidesNeeds()).toList();
    }
}
