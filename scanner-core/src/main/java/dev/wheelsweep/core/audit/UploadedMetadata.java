package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.wheel.CoreMetadata;
import dev.wheelsweep.core.wheel.Pep440;
import dev.wheelsweep.core.wheel.ProjectName;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What PyPI requires of METADATA, as of 2026-08-21. Classifiers, addresses, URLs and licence expressions are not checked:
 * PyPI compares them with lists that change.
 */
final class UploadedMetadata {
    private static final Set<String> VERSIONS = Set.of("1.0", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5");
    /** The versions without License-File and License-Expression (PEP 639). */
    private static final Set<String> BEFORE_LICENSE_FILES = Set.of("1.0", "1.1", "1.2", "2.1", "2.2", "2.3");

    private static final Pattern NAME = Pattern.compile("(?i)[a-z0-9](?:[a-z0-9._-]*+(?<![._-]))?+");
    private static final Pattern DIRECT_REFERENCE = Pattern.compile("[^;@]*+@.*+", Pattern.DOTALL);

    private final WheelFilename wheel;
    private final CoreMetadata metadata;
    private final String folder;
    private final Collection<String> names;

    /**
     * @param folder of dist-info, the slash at its end included
     * @param names of all entries
     */
    UploadedMetadata(WheelFilename wheel, CoreMetadata metadata, String folder, Collection<String> names) {
        this.wheel = wheel;
        this.metadata = metadata;
        this.folder = folder;
        this.names = names;
    }

    /** @return the first rule that METADATA breaks */
    Optional<String> objection() {
        return Stream.<Supplier<Optional<String>>>of(
                        this::metadataVersion, this::name, this::version, this::licenseFiles, this::fields)
                .flatMap(rule -> rule.get().stream())
                .findFirst();
    }

    private Optional<String> metadataVersion() {
        String version = metadata.metadataVersion().orElse("");
        return VERSIONS.contains(version)
                ? Optional.empty()
                : Optional.of("Metadata-Version \"%s\" is not supported".formatted(version));
    }

    private Optional<String> name() {
        String name = metadata.name().orElse("");
        if (!NAME.matcher(name).matches()) {
            return Optional.of("Name \"%s\" of METADATA is not a project name".formatted(name));
        }
        String expected = ProjectName.of(name).normalized().replace('-', '_');
        return wheel.text().startsWith(expected + "-")
                ? Optional.empty()
                : Optional.of("the file name does not begin with the normalized project name %s".formatted(expected));
    }

    private Optional<String> version() {
        String text = metadata.version().orElse("");
        Optional<String> version = Pep440.normalized(text);
        if (version.isEmpty()) {
            return Optional.of("Version \"%s\" of METADATA is not a version of PEP 440".formatted(text));
        }
        if (Pep440.isLocal(text)) {
            return Optional.of("%s is a local version".formatted(text));
        }
        return version.equals(Pep440.normalized(wheel.version()))
                ? Optional.empty()
                : Optional.of("Version %s of METADATA is not that of the file name".formatted(text));
    }

    /**
     * Before Metadata-Version 2.4, setuptools wrote the field for files in dist-info itself. Upload clients omit it then, so
     * PyPI accepts such wheels.
     */
    private Optional<String> licenseFiles() {
        boolean early = BEFORE_LICENSE_FILES.contains(metadata.metadataVersion().orElse(""));
        return metadata.licenseFiles().stream()
                .filter(file -> !names.contains(folder + "licenses/" + file))
                .filter(file -> !early || !names.contains(folder + file))
                .findFirst()
                .map(file -> "License-File %s is not at %slicenses/%s".formatted(file, folder, file));
    }

    private Optional<String> fields() {
        if (metadata.license() && metadata.licenseExpression()) {
            return Optional.of("METADATA has both License and License-Expression");
        }
        if (metadata.licenseExpression()
                && BEFORE_LICENSE_FILES.contains(metadata.metadataVersion().orElse(""))) {
            return Optional.of("License-Expression needs Metadata-Version 2.4");
        }
        return directReference(metadata.requiresDist())
                .map(requirement -> "Requires-Dist names a URL: %s".formatted(requirement));
    }

    private static Optional<String> directReference(List<String> requirements) {
        return requirements.stream()
                .filter(requirement -> DIRECT_REFERENCE.matcher(requirement).matches())
                .findFirst();
    }
}
