package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.wheel.DistInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What PyPI requires of an uploaded wheel since 2026-08, beyond what it requires of the zip. */
public final class PypiUploadRules {
    private static final List<String> ASKED_FOR = List.of("WHEEL", "METADATA", "RECORD");

    private PypiUploadRules() {}

    /**
     * @param file the wheel's name, whose first two parts must be exactly those of the dist-info folder
     * @param names of all entries
     * @return why PyPI would refuse the upload
     */
    public static Optional<ZipOddity> objection(String file, Collection<String> names, DistInfo distInfo) {
        String[] parts = file.split("-", 3);
        String folder = "%s-%s.dist-info/".formatted(parts[0], parts[1]);
        return ASKED_FOR.stream()
                .filter(asked -> !names.contains(folder + asked))
                .findFirst()
                .map(missing -> "no %s%s".formatted(folder, missing))
                .or(() -> distInfo.recorded() ? Optional.empty() : Optional.of("a RECORD that cannot be read"))
                .map(detail -> new ZipOddity(ZipOddity.Kind.INDEX_WOULD_REJECT, Optional.empty(), 0, detail));
    }
}
