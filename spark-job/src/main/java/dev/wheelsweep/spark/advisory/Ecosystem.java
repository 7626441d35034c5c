package dev.wheelsweep.spark.advisory;

import com.github.packageurl.PackageURL;
import dev.wheelsweep.core.wheel.ProjectName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An ecosystem of the OSV schema ("Defined ecosystems") whose package URLs and versions are known here. */
enum Ecosystem {
    PYPI("PyPI", "pypi", List.of(), VersionOrder.PEP_440, Names.PACKAGES),
    CRATES_IO("crates.io", "cargo", List.of(), VersionOrder.SEMVER, Names.PACKAGES),
    NPM("npm", "npm", List.of(), VersionOrder.SEMVER, Names.PACKAGES),
    GO("Go", "golang", List.of(), VersionOrder.SEMVER, Names.PACKAGES),
    DEBIAN("Debian", "deb", List.of("debian"), VersionOrder.DEBIAN, Names.SOURCE_PACKAGES),
    UBUNTU("Ubuntu", "deb", List.of("ubuntu"), VersionOrder.DEBIAN, Names.SOURCE_PACKAGES),
    ALPINE("Alpine", "apk", List.of("alpine"), VersionOrder.ALPINE, Names.SOURCE_PACKAGES),
    WOLFI("Wolfi", "apk", List.of("wolfi"), VersionOrder.ALPINE, Names.SOURCE_PACKAGES),
    CHAINGUARD("Chainguard", "apk", List.of("chainguard"), VersionOrder.ALPINE, Names.SOURCE_PACKAGES),
    ALMALINUX("AlmaLinux", "rpm", List.of("almalinux"), VersionOrder.RPM, Names.PACKAGES),
    ROCKY_LINUX("Rocky Linux", "rpm", List.of("rocky-linux", "rocky"), VersionOrder.RPM, Names.SOURCE_PACKAGES),
    RED_HAT("Red Hat", "rpm", List.of("redhat", "rhel"), VersionOrder.RPM, Names.PACKAGES),
    OPENSUSE("openSUSE", "rpm", List.of("opensuse"), VersionOrder.RPM, Names.SOURCE_PACKAGES),
    SUSE("SUSE", "rpm", List.of("suse", "sles"), VersionOrder.RPM, Names.SOURCE_PACKAGES);

    /** Which packages the advisories of an ecosystem name. */
    enum Names {
        /** Those that are installed. */
        PACKAGES,
        /** Those that are built, such as openssl; {@code libssl3} is built from it. */
        SOURCE_PACKAGES
    }

    private static final String PART = "/";

    private final String title;
    private final String purlType;
    private final List<String> namespaces;
    private final VersionOrder order;
    private final Names names;

    Ecosystem(String title, String purlType, List<String> namespaces, VersionOrder order, Names names) {
        this.title = title;
        this.purlType = purlType;
        this.namespaces = namespaces;
        this.order = order;
        this.names = names;
    }

    static Optional<Ecosystem> of(PackageURL purl) {
        return Arrays.stream(values())
                .filter(it -> it.purlType.equals(purl.getType()))
                .filter(it -> it.namespaces.isEmpty()
                        || (purl.getNamespace() != null
                                && it.namespaces.contains(purl.getNamespace().toLowerCase(Locale.ROOT))))
                .findFirst();
    }

    /** @param title as advisories write it, without a release */
    static Optional<Ecosystem> named(String title) {
        return Arrays.stream(values()).filter(it -> it.title.equals(title)).findFirst();
    }

    String title() {
        return title;
    }

    VersionOrder order() {
        return order;
    }

    boolean namesSourcePackages() {
        return names == Names.SOURCE_PACKAGES;
    }

    /** @return the name as advisories of the ecosystem write it, in one spelling */
    String name(PackageURL purl) {
        boolean isNamespaced = namespaces.isEmpty() && purl.getNamespace() != null;
        return spelling(isNamespaced ? purl.getNamespace() + PART + purl.getName() : purl.getName());
    }

    /** @return the same for all spellings of a name */
    String spelling(String name) {
        return switch (this) {
            case PYPI -> ProjectName.of(name).normalized();
            case GO -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
    }

    /** @return the version of a package URL as advisories of the ecosystem write it */
    String version(String version) {
        return this == GO && version.startsWith("v") ? version.substring(1) : version;
    }
}
