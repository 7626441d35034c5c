package dev.wheelsweep.core.supply;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Optional;

/**
 * A library that a wheel needs, does not contain, and may expect of no system that a policy names.
 *
 * @param library the soname, as DT_NEEDED writes it
 * @param arch of the files that need it
 * @param libc whose loader loads them
 * @param versions the symbol versions that these files need of it and cannot do without, sorted
 * @param searchFolders the folders of an environment in which the loader looks for it, whichever of these files needs it
 *     first, in the order of the first file; empty if there are too many
 * @param supplier who is known to bring it
 */
public record ExternalNeed(
        String library,
        Arch arch,
        Libc libc,
        List<String> versions,
        Optional<List<String>> searchFolders,
        Optional<Supplier> supplier) {
    public ExternalNeed {
        versions = List.copyOf(versions);
        searchFolders = searchFolders.map(List::copyOf);
    }

    public Optional<Supplier.Kind> supplierKind() {
        return supplier.map(Supplier::kind);
    }

    /** @return the vendor, project or interpreter that is known to bring it */
    public Optional<String> supplierName() {
        return supplier.map(Supplier::name);
    }
}
