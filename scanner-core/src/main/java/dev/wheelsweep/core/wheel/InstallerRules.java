package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.wheel.WheelFilename.Grammar;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why pip 26.3 or uv 0.13 refuse to install a wheel on every machine: because of its name, its dist-info folder, WHEEL,
 * METADATA or RECORD. pip compares the version of METADATA with the name only if it found the wheel in an index or a folder.
 */
public final class InstallerRules {
    /** The value of {@code Wheel-Version:}, such as {@code 1.0}. */
    private static final Pattern FORMAT_VERSION = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})*+");

    private static final int SUPPORTED_MAJOR = 1;

    private InstallerRules() {}

    /** @return the first reason; empty if none is known, or nothing is known of the dist-info folder */
    public static Optional<String> objection(WheelFilename wheel, DistInfo distInfo) {
        if (wheel.grammar() == Grammar.LEGACY) {
            return Optional.of(nameObjection(wheel));
        }
        return distInfo.declarations()
                .flatMap(declared -> Stream.of(
                                folderObjection(wheel.project(), declared),
                                formatObjection(declared.wheelVersion()),
                                nameObjection(wheel.project(), declared.name()),
                                versionObjection(wheel.version(), declared.version()),
                                recordObjection(distInfo))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static String nameObjection(WheelFilename wheel) {
        FilenameParts parts = wheel.parts();
        FilenameGrammar.Fault fault = FilenameGrammar.currentFault(parts).orElseThrow();
        return "the %s \"%s\" of the file name %s"
                .formatted(fault.field().label, parts.text(fault.field()), fault.problem());
    }

    private static Optional<String> folderObjection(ProjectName project, Declarations declared) {
        if (declared.folders().isEmpty()) {
            return Optional.of("there is no .dist-info folder");
        }
        String first = declared.folders().get(0);
        if (declared.folders().size() > 1) {
            return Optional.of("there are several .dist-info folders, such as %s and %s"
                    .formatted(first, declared.folders().get(1)));
        }
        return ProjectName.of(first).normalized().startsWith(project.normalized())
                ? Optional.empty()
                : Optional.of("the folder %s does not begin with the project's name %s"
                        .formatted(first, project.normalized()));
    }

    private static Optional<String> formatObjection(Optional<String> version) {
        if (version.isEmpty()) {
            return Optional.of("WHEEL is missing, cannot be read or has no Wheel-Version");
        }
        if (!FORMAT_VERSION.matcher(version.get()).matches()) {
            return Optional.of("Wheel-Version \"%s\" is no version".formatted(version.get()));
        }
        return Integer.parseInt(version.get().split("\\.", 2)[0]) > SUPPORTED_MAJOR
                ? Optional.of("Wheel-Version %s is newer than 1".formatted(version.get()))
                : Optional.empty();
    }

    private static Optional<String> nameObjection(ProjectName project, Optional<String> name) {
        if (name.isEmpty()) {
            return Optional.of("METADATA is missing, cannot be read or has no Name");
        }
        return ProjectName.of(name.get()).equals(project)
                ? Optional.empty()
                : Optional.of(
                        "METADATA names the project %s, the file name %s".formatted(name.get(), project.normalized()));
    }

    private static Optional<String> versionObjection(String inName, Optional<String> version) {
        if (version.isEmpty()) {
            return Optional.of("METADATA has no Version");
        }
        Optional<String> normalized = Pep440.normalized(version.get());
        if (normalized.isEmpty()) {
            return Optional.of("the Version \"%s\" of METADATA is not a version of PEP 440".formatted(version.get()));
        }
        return normalized.equals(Pep440.normalized(inName))
                ? Optional.empty()
                : Optional.of("METADATA has the version %s, the file name %s".formatted(version.get(), inName));
    }

    private static Optional<String> recordObjection(DistInfo distInfo) {
        return distInfo.recorded() ? Optional.empty() : Optional.of("RECORD is missing or cannot be read");
    }
}
