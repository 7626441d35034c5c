package dev.wheelsweep.core.supply;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.toolchain.Tool;
import dev.wheelsweep.core.wheel.SbomComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A library of another project that a repair tool copied into a wheel, and what it is: name and version by the best evidence.
 *
 * @param path the entry's name
 * @param originalName the file's name before the repair, such as {@code libxcb.so.1.1.0}
 * @param name of the package or component, or what the file's name says
 * @param version of the package, component or release; empty if the evidence has none
 * @param evidence of name and version
 * @param abiVersion the numbers after {@code .so}, which count changes of the interface
 * @param component of a bill of materials that the library is
 * @param note the file's package note
 * @param buildSystem the system whose compiler built it, such as {@code rhel:8}, as .comment says; empty if that names several
 */
public record VendoredLibrary(
        String path,
        String originalName,
        String name,
        Optional<String> version,
        Evidence evidence,
        Optional<String> abiVersion,
        Optional<SbomComponent> component,
        Optional<PackageNote> note,
        Optional<String> buildSystem) {

    /** What says which library it is, the best first. */
    public enum Evidence implements ColumnWord {
        /** The file's package note. */
        PACKAGE_NOTE,
        /** A bill of materials that has the hash of the path from which the file was copied. */
        SBOM_PATH,
        /** A bill of materials that has a component of the library's name. */
        SBOM_NAME,
        /** The file's name alone. */
        FILE_NAME
    }

    /**
     * @param files the copied libraries by path
     * @param components of all bills of materials of the wheel
     * @return by path
     */
    public static List<VendoredLibrary> allOf(SortedMap<String, ElfFacts> files, Collection<SbomComponent> components) {
        CopiedFrom origin = new CopiedFrom(components);
        return files.entrySet().stream()
                .map(file -> of(file.getKey(), file.getValue(), origin))
                .toList();
    }

    private static VendoredLibrary of(String path, ElfFacts facts, CopiedFrom origin) {
        LibraryFile file = LibraryFile.of(path.substring(path.lastIndexOf('/') + 1));
        Optional<PackageNote> note = facts.metadata().packageNote().map(PackageNote::parse);
        Optional<SbomComponent> byPath = origin.byPath(file);
        Optional<SbomComponent> component = byPath.or(() -> origin.byName(file));
        Evidence evidence;
        Optional<String> name;
        Optional<String> version;
        if (note.flatMap(PackageNote::name).isPresent()) {
            evidence = Evidence.PACKAGE_NOTE;
            name = note.flatMap(PackageNote::name);
            version = note.flatMap(PackageNote::version);
        } else if (component.isPresent()) {
            evidence = byPath.isPresent() ? Evidence.SBOM_PATH : Evidence.SBOM_NAME;
            name = component.flatMap(SbomComponent::name);
            version = component.flatMap(SbomComponent::version);
        } else {
            evidence = Evidence.FILE_NAME;
            name = Optional.of(file.name());
            version = file.version();
        }
        return new VendoredLibrary(
                path,
                file.original(),
                name.orElseThrow(),
                version,
                evidence,
                file.abiVersion(),
                component,
                note,
                buildSystem(path, facts));
    }

    private static Optional<String> buildSystem(String path, ElfFacts facts) {
        List<String> systems = Tool.allOf(new TreeMap<>(Map.of(path, facts))).stream()
                .flatMap(tool -> tool.system().stream())
                .distinct()
                .toList();
        return systems.size() == 1 ? Optional.of(systems.get(0)) : Optional.empty();
    }
}
