package dev.wheelsweep.core.system;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.JsonNode;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file lists the releases of a distribution from the oldest to the newest. Its C library, libstdc++ and libgcc_s never get
 * older from one to the next; zlib may, where a distribution changed the release that it takes over from another one.
 */
final class Growth {
    private static final List<String> GROWING = List.of("GLIBCXX", "CXXABI", "GCC");

    private record Release(String id, DottedNumber libcVersion, LibraryRules rules) {}

    private final Map<String, Release> previous = new HashMap<>();

    /** @param id the next system of the file */
    void require(JsonNode id, DottedNumber libcVersion, LibraryRules rules) throws FormatException {
        String distribution = id.text().substring(0, id.text().indexOf(':'));
        Release newer = new Release(id.text(), libcVersion, rules);
        Release older = previous.put(distribution, newer);
        if (older == null || older.rules().libc() != rules.libc()) {
            return;
        }
        require(id, older, rules.libc().column(), older.libcVersion(), libcVersion);
        for (Arch arch : rules.groups().keySet()) {
            LibraryRules.Group before = older.rules().groups().get(arch);
            for (String namespace : GROWING) {
                Map<String, DottedNumber> now =
                        rules.groups().get(arch).ceilings().byNamespace();
                if (before != null
                        && now.containsKey(namespace)
                        && before.ceilings().byNamespace().containsKey(namespace)) {
                    require(
                            id,
                            older,
                            namespace + " on " + arch,
                            before.ceilings().byNamespace().get(namespace),
                            now.get(namespace));
                }
            }
        }
    }

    private static void require(JsonNode id, Release older, String what, DottedNumber before, DottedNumber now)
            throws FormatException {
        if (now.compareTo(before) < 0) {
            throw id.bad("%s follows %s, but has %s %s after %s; list the oldest release first"
                    .formatted(id.text(), older.id(), what, now, before));
        }
    }
}
