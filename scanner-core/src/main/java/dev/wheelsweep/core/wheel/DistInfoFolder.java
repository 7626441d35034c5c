package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds and reads one {@code *.dist-info/} folder, for {@link DistInfo#read}. */
final class DistInfoFolder {
    /** Bytes of WHEEL, most of which end up in a row; {@link WheelFilename#MAX_TAGS} lines of tags fit easily. */
    private static final int MAX_WHEEL = 1 << 20;

    private static final String FOLDER_SUFFIX = ".dist-info";
    private static final String SUFFIX = FOLDER_SUFFIX + "/";
    private static final String WHEEL = "WHEEL";
    private static final String METADATA = "METADATA";
    private static final String RECORD = "RECORD";
    private static final String ENTRY_POINTS = "entry_points.txt";
    /** Bills of materials (PEP 770). */
    private static final String SBOMS = "sboms/";
    /** Signatures of RECORD, made after it was written (PEP 427; deprecated by PEP 815). */
    private static final List<String> SIGNATURES = List.of(RECORD + ".jws", RECORD + ".p7s");

    private final ArchiveText archive;
    /** The names of all entries, in the archive's order. */
    private final Set<String> names;
    /** The path of the folder, with the slash at its end. */
    private final String folder;

    private final Limits limits;
    private final List<DistInfo.BadFile> failures = new ArrayList<>();

    private DistInfoFolder(ArchiveText archive, Set<String> names, String folder, Limits limits) {
        this.archive = archive;
        this.names = names;
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * @throws FormatException {@link Reason#NO_DIST_INFO} unless exactly one top-level folder with a WHEEL file fits the
     *     wheel's name, or none fits and there is only one
     */
    static DistInfoFolder find(WheelFilename wheel, ArchiveText archive, Limits limits) throws FormatException {
        Set<String> names = new LinkedHashSet<>(archive.names());
        List<String> folders = names.stream()
                .filter(name -> name.endsWith(SUFFIX + WHEEL) && name.indexOf('/') == name.lastIndexOf('/'))
                .map(name -> name.substring(0, name.length() - WHEEL.length()))
                .toList();
        String release = comparable(wheel.project().normalized() + "-" + wheel.version());
        List<String> fitting = folders.stream()
                .filter(folder -> comparable(folder.substring(0, folder.length() - SUFFIX.length()))
                        .equals(release))
                .toList();
        List<String> candidates = fitting.isEmpty() ? folders : fitting;
        if (candidates.size() != 1) {
            throw new FormatException(
                    Format.METADATA,
                    Reason.NO_DIST_INFO,
                    0,
                    candidates.isEmpty()
                            ? "no *%s%s at the top level".formatted(SUFFIX, WHEEL)
                            : "%d folders could be the wheel's, such as \"%s\" and \"%s\""
                                    .formatted(candidates.size(), candidates.get(0), candidates.get(1)));
        }
        return new DistInfoFolder(archive, names, candidates.get(0), limits);
    }

    /** @return every name at the top level that ends as a dist-info folder's does, as pip looks for them */
    static List<String> topLevelNames(Collection<String> names) {
        return names.stream()
                .map(name -> name.contains("/") ? name.substring(0, name.indexOf('/')) : name)
                .filter(name -> name.endsWith(FOLDER_SUFFIX))
                .distinct()
                .limit(DistInfo.MAX_NAMES)
                .toList();
    }

    /**
     * Producers escape names, versions and local versions differently, so differences that PEP 503 ignores are ignored
     * in both.
     */
    private static String comparable(String release) {
        return ProjectName.of(release.replace('+', '-')).normalized();
    }

    static boolean isReadFrom(String name) {
        int slash = name.indexOf('/');
        return slash >= 0
                && name.substring(0, slash).endsWith(FOLDER_SUFFIX)
                && (List.of(WHEEL, METADATA, RECORD, ENTRY_POINTS).contains(name.substring(slash + 1))
                        || isSbom(name.substring(slash + 1)));
    }

    /** @param name in a dist-info folder */
    private static boolean isSbom(String name) {
        return name.startsWith(SBOMS) && !name.endsWith("/");
    }

    DistInfo.Parsed read() throws IOException {
        WheelFile wheel = read(WHEEL, Math.min(MAX_WHEEL, limits.textBytes()), WheelFile::parse)
                .orElse(WheelFile.UNKNOWN);
        CoreMetadata metadata =
                read(METADATA, limits.textBytes(), CoreMetadata::parse).orElse(CoreMetadata.UNKNOWN);
        Optional<Map<String, String>> hashes =
                read(RECORD, limits.textBytes(), (bytes, leftOut) -> RecordFile.hashes(bytes));
        Optional<Set<String>> listed = hashes.map(Map::keySet);
        List<String> unrecorded = listed.map(this::unrecorded).orElse(List.of());
        List<String> phantoms = listed.map(this::phantoms).orElse(List.of());
        hashes.ifPresent(all -> all.keySet().removeIf(name -> !archive.wantsHash(name)));
        DistInfo facts = new DistInfo(
                wheel.generators,
                wheel.rootIsPurelib,
                wheel.tags,
                metadata.requiresPython(),
                first(unrecorded),
                first(phantoms),
                listed.isPresent(),
                unrecorded.size(),
                phantoms.size(),
                Optional.of(new Declarations(
                        topLevelNames(names),
                        wheel.version,
                        metadata.name(),
                        metadata.version(),
                        metadata.requiresDist())));
        Optional<String> entryPointsFault = read(
                        ENTRY_POINTS, limits.textBytes(), (bytes, leftOut) -> EntryPoints.fault(bytes))
                .flatMap(fault -> fault);
        List<SbomComponent> sbomComponents = sbomComponents();
        return new DistInfo.Parsed(
                facts,
                metadata,
                entryPointsFault,
                List.copyOf(failures),
                listed.map(names -> folder + RECORD),
                hashes.orElse(Map.of()),
                sbomComponents);
    }

    private List<SbomComponent> sbomComponents() throws IOException {
        List<SbomComponent> components = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(folder) && isSbom(name.substring(folder.length()))) {
                int left = Sbom.MAX_COMPONENTS - components.size();
                read(
                                name.substring(folder.length()),
                                limits.textBytes(),
                                (bytes, leftOut) -> Sbom.read(name, bytes, left))
                        .ifPresent(listed -> keep(name, listed, components));
            }
        }
        return components;
    }

    private void keep(String name, Sbom.Listed listed, List<SbomComponent> components) {
        components.addAll(listed.components());
        if (listed.hasMore()) {
            failures.add(new DistInfo.BadFile(
                    Optional.of(name),
                    new FormatException(
                            Format.METADATA,
                            Reason.LIMIT_COMPONENTS,
                            0,
                            "more than %d components in all bills of materials; the rest is not kept"
                                    .formatted(Sbom.MAX_COMPONENTS))));
        }
    }

    /** The part of WHEEL that is kept. */
    private record WheelFile(
            Optional<String> version, List<String> generators, Optional<Boolean> rootIsPurelib, List<String> tags) {
        static final WheelFile UNKNOWN = new WheelFile(Optional.empty(), List.of(), Optional.empty(), List.of());

        static WheelFile parse(byte[] bytes, Consumer<FormatException> leftOut) throws FormatException {
            HeaderBlock headers = HeaderBlock.read(bytes);
            WheelFile wheel = new WheelFile(
                    headers.beginnings("Wheel-Version").stream().findFirst(),
                    headers.all("Generator"),
                    headers.first("Root-Is-Purelib").flatMap(WheelFile::truth),
                    headers.all("Tag"));
            headers.overlong().ifPresent(leftOut);
            return wheel;
        }

        /** Upper case is allowed: auditwheel writes {@code False}. */
        private static Optional<Boolean> truth(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
    }

    private interface Parser<T> {
        /** @param leftOut receives the limit that a part of the file exceeds; the rest is the result */
        T parse(byte[] bytes, Consumer<FormatException> leftOut) throws FormatException;
    }

    /** @return what a file of the folder says; empty if it is missing, or unreadable, which is then a failure */
    private <T> Optional<T> read(String file, int limit, Parser<T> parser) throws IOException {
        String name = folder + file;
        if (!names.contains(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(
                    archive.bytes(name, limit),
                    leftOut -> failures.add(new DistInfo.BadFile(Optional.of(name), leftOut))));
        } catch (FormatException bad) {
            failures.add(new DistInfo.BadFile(Optional.of(name), bad));
            return Optional.empty();
        }
    }

    private List<String> unrecorded(Set<String> listed) {
        return without(names, listed);
    }

    private List<String> phantoms(Set<String> listed) {
        return without(listed, names);
    }

    /** The files among some names, without RECORD and its signatures, that are not among the others. */
    private List<String> without(Set<String> these, Set<String> others) {
        Set<String> paths = new LinkedHashSet<>();
        these.forEach(name -> paths.add(RecordFile.slashed(name)));
        others.forEach(name -> paths.remove(RecordFile.slashed(name)));
        paths.remove(folder + RECORD);
        SIGNATURES.forEach(signature -> paths.remove(folder + signature));
        paths.removeIf(path -> path.endsWith("/"));
        return List.copyOf(paths);
    }

    private static List<String> first(List<String> names) {
        return names.subList(0, Math.min(names.size(), DistInfo.MAX_NAMES));
    }
}
