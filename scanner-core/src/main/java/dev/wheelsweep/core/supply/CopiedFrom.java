package dev.wheelsweep.core.supply;

import dev.wheelsweep.core.wheel.SbomComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which component of the bills of materials of a wheel a copied library is.
 *
 * <p>auditwheel lists the packages of the build system that have the libraries it copies. It gives each component the identifier
 * {@code PURL#HASH}: HASH is the SHA-256 of the path that the library had on the build system. The bill does not have the path,
 * but the library's folder is one of a few.
 */
final class CopiedFrom {
    private static final Pattern PATH_HASH = Pattern.compile("[^#]*#([0-9a-f]{64})");
    private static final List<String> FOLDERS =
            List.of("/lib64/", "/usr/lib64/", "/lib/", "/usr/lib/", "/usr/local/lib64/", "/usr/local/lib/");
    /** Folders of Debian by architecture, of wheels for it. */
    private static final List<String> DEBIAN_FOLDERS = Stream.of(
                    "x86_64", "aarch64", "i386", "arm", "powerpc64le", "s390x", "riscv64", "loongarch64")
            .map(arch -> arch + (arch.equals("arm") ? "-linux-gnueabihf/" : "-linux-gnu/"))
            .flatMap(folder -> Stream.of("/lib/" + folder, "/usr/lib/" + folder))
            .toList();

    /** Ecosystems whose packages are no libraries for the dynamic loader. */
    private static final Set<String> OTHER_ECOSYSTEMS = Set.of("pypi", "cargo", "npm", "golang");

    private static final Pattern ECOSYSTEM = Pattern.compile("pkg:([^/]+)/.*", Pattern.DOTALL);
    private static final String PREFIX = "lib";

    private final Map<String, SbomComponent> byPathHash = new HashMap<>();
    private final Map<String, List<SbomComponent>> byName;

    CopiedFrom(Collection<SbomComponent> components) {
        List<SbomComponent> libraries = components.stream()
                .filter(component -> component.name().isPresent() && !isOfOtherEcosystem(component))
                .toList();
        for (SbomComponent library : libraries) {
            library.reference()
                    .map(PATH_HASH::matcher)
                    .filter(Matcher::matches)
                    .ifPresent(matcher -> byPathHash.putIfAbsent(matcher.group(1), library));
        }
        byName = libraries.stream()
                .collect(Collectors.groupingBy(
                        library -> library.name().orElseThrow().toLowerCase(Locale.ROOT)));
    }

    private static boolean isOfOtherEcosystem(SbomComponent component) {
        return component
                .purl()
                .map(purl -> ECOSYSTEM.matcher(purl.toLowerCase(Locale.ROOT)))
                .filter(Matcher::matches)
                .filter(matcher -> OTHER_ECOSYSTEMS.contains(matcher.group(1)))
                .isPresent();
    }

    /** @return the component whose identifier has the library's path on the build system */
    Optional<SbomComponent> byPath(LibraryFile library) {
        return byPathHash.isEmpty()
                ? Optional.empty()
                : Stream.concat(FOLDERS.stream(), DEBIAN_FOLDERS.stream())
                        .map(folder -> byPathHash.get(sha256(folder + library.original())))
                        .filter(component -> component != null)
                        .findFirst();
    }

    /** @return the component with the library's name, with or without {@code lib}; empty if there are several versions of it */
    Optional<SbomComponent> byName(LibraryFile library) {
        String name = library.name().toLowerCase(Locale.ROOT);
        return named(name)
                .or(() -> name.startsWith(PREFIX) ? named(name.substring(PREFIX.length())) : Optional.empty());
    }

    private Optional<SbomComponent> named(String name) {
        List<SbomComponent> found = byName.getOrDefault(name, List.of());
        return found.stream().map(SbomComponent::version).distinct().count() == 1
                ? Optional.of(found.get(0))
                : Optional.empty();
    }

    private static String sha256(String path) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
