package dev.wheelsweep.core.system;

import java.util.Locale;
import java.util.function.Function;

/** In which folder a distribution has its libraries. */
enum Layout {
    /** Red Hat, SUSE and most others. */
    LIB64(names -> "/" + names.libraryFolder()),
    /** Debian and Ubuntu. */
    MULTIARCH(names -> "/lib/" + names.multiarch()),
    /** Arch Linux. */
    USR_LIB(names -> "/usr/lib"),
    /** Clear Linux. */
    USR_LIB64(names -> "/usr/" + names.libraryFolder()),
    /** Alpine Linux. */
    MUSL(names -> "/lib");

    private final Function<ArchNames, String> folder;

    Layout(Function<ArchNames, String> folder) {
        this.folder = folder;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String folder(ArchNames names) {
        return folder.apply(names);
    }
}
