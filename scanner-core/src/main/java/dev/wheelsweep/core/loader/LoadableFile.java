package dev.wheelsweep.core.loader;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfFacts.Linkage;
import dev.wheelsweep.core.elf.ElfIdentity;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.SymbolVersion;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * One ELF file of a wheel, as the loader sees it.
 *
 * @param path the zip entry's name
 * @param facts what the file says
 */
public record LoadableFile(String path, ElfFacts facts) {

    Linkage linkage() {
        return facts.linkage();
    }

    /** @return the last element of the path */
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What the loader compares of a file with the process: class, byte order and machine. */
    record Target(ElfLayout layout, ByteOrder order, int machine) {}

    Target target() {
        ElfIdentity identity = facts.identity();
        return new Target(identity.layout(), identity.order(), identity.machine());
    }

    /** @return whether a loader accepts it as a library; it refuses object files and what has no dynamic segment */
    boolean isLibrary() {
        return facts.kind() == ElfKind.SHARED_OBJECT || facts.kind() == ElfKind.EXECUTABLE;
    }

    /**
     * @return whether the loader finds the version in it. A file without definitions satisfies every version; DT_SONAME
     *     is mostly the name of the definition with VER_FLG_BASE, which the loader also accepts
     */
    public boolean provides(SymbolVersion version) {
        return facts.symbols().providedVersions().isEmpty()
                || facts.symbols().providedVersions().contains(version)
                || linkage().soname().equals(Optional.of(version.name()));
    }
}
