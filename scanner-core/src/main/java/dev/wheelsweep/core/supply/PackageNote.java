package dev.wheelsweep.core.supply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The package that a file was built for, as its package note says ("Package Metadata for Executable Files", section
 * "Well-known keys"). Linkers write the note for {@code --package-metadata}.
 *
 * @param type of package, such as {@code rpm} or {@code deb}
 * @param name of the source package
 * @param version of the source package
 * @param architecture of the binary package
 * @param os such as {@code fedora}: ID of os-release
 * @param osVersion such as {@code 40}: VERSION_ID of os-release
 * @param osCpe the system as a name of Common Platform Enumeration
 * @param fault why the note, or the rest of it, cannot be read; then everything else is empty
 */
public record PackageNote(
        Optional<String> type,
        Optional<String> name,
        Optional<String> version,
        Optional<String> architecture,
        Optional<String> os,
        Optional<String> osVersion,
        Optional<String> osCpe,
        Optional<String> fault) {
    private static final String TYPE = "type";
    private static final String NAME = "name";
    private static final String VERSION = "version";
    private static final String ARCHITECTURE = "architecture";
    private static final String OS = "os";
    private static final String OS_VERSION = "osVersion";
    private static final String OS_CPE = "osCpe";

    private static final NoteJson JSON =
            new NoteJson(Set.of(TYPE, NAME, VERSION, ARCHITECTURE, OS, OS_VERSION, OS_CPE), Set.of());

    /** @param note its text, raw */
    public static PackageNote parse(String note) {
        NoteJson.Content content = JSON.object(note);
        Map<String, List<String>> members =
                content.fault().isPresent() ? Map.of() : content.objects().get(0);
        return new PackageNote(
                text(members, TYPE),
                text(members, NAME),
                text(members, VERSION),
                text(members, ARCHITECTURE),
                text(members, OS),
                text(members, OS_VERSION),
                text(members, OS_CPE),
                content.fault());
    }

    private static Optional<String> text(Map<String, List<String>> members, String name) {
        return members.getOrDefault(name, List.of()).stream().findFirst();
    }
}
