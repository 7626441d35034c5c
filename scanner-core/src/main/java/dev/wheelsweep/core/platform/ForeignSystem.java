package dev.wheelsweep.core.platform;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operating system that an ELF file is for, if it is not Linux or Android. EI_OSABI names it, but is 0 in files of
 * OpenBSD and NetBSD, so loaders and ident notes also name it.
 */
public final class ForeignSystem {
    private static final int ELFOSABI_SYSV = 0;
    private static final int ELFOSABI_GNU = 3;
    /** From here on the numbers belong to the machine: ARM uses 64 and 97 for ABIs of Linux. */
    private static final int FIRST_OF_MACHINE = 64;

    private static final String FREEBSD = "freebsd";
    private static final String NETBSD = "netbsd";
    private static final String OPENBSD = "openbsd";
    private static final String DRAGONFLY = "dragonfly";
    private static final String SOLARIS = "solaris";

    private static final Map<Integer, String> BY_OSABI = Map.ofEntries(
            Map.entry(1, "hpux"),
            Map.entry(2, NETBSD),
            Map.entry(6, SOLARIS),
            Map.entry(7, "aix"),
            Map.entry(8, "irix"),
            Map.entry(9, FREEBSD),
            Map.entry(10, "tru64"),
            Map.entry(11, "modesto"),
            Map.entry(12, OPENBSD),
            Map.entry(13, "openvms"),
            Map.entry(14, "nsk"),
            Map.entry(15, "aros"),
            Map.entry(16, "fenixos"),
            Map.entry(17, "cloudabi"),
            Map.entry(18, "openvos"));

    private static final Map<String, String> BY_LOADER = Map.ofEntries(
            Map.entry("/libexec/ld-elf.so.1", FREEBSD),
            Map.entry("/libexec/ld-elf32.so.1", FREEBSD),
            Map.entry("/usr/libexec/ld-elf.so.1", FREEBSD),
            Map.entry("/libexec/ld-elf.so.2", DRAGONFLY),
            Map.entry("/usr/libexec/ld-elf.so.2", DRAGONFLY),
            Map.entry("/usr/libexec/ld.so", OPENBSD),
            Map.entry("/usr/libexec/ld.elf_so", NETBSD),
            Map.entry("/libexec/ld.elf_so", NETBSD),
            Map.entry("/usr/lib/ld.so.1", SOLARIS),
            Map.entry("/usr/lib/64/ld.so.1", SOLARIS),
            Map.entry("/usr/lib/amd64/ld.so.1", SOLARIS),
            Map.entry("/lib/64/ld.so.1", SOLARIS),
            Map.entry("/lib/amd64/ld.so.1", SOLARIS),
            Map.entry("/system/runtime_loader", "haiku"));

    private static final Map<String, String> BY_NOTE =
            Map.of("FreeBSD", FREEBSD, "NetBSD", NETBSD, "OpenBSD", OPENBSD, "DragonFly", DRAGONFLY);

    private ForeignSystem() {}

    /**
     * @param osAbi EI_OSABI
     * @param interpreter PT_INTERP
     * @param noteOwners the owners of the file's notes
     * @return the system's name in lower case, {@code "osabi_<number>"} if it has no name here
     */
    public static Optional<String> of(int osAbi, Optional<String> interpreter, Stream<String> noteOwners) {
        return byOsAbi(osAbi)
                .or(() -> interpreter.map(BY_LOADER::get))
                .or(() -> noteOwners
                        .filter(BY_NOTE::containsKey)
                        .map(BY_NOTE::get)
                        .findFirst());
    }

    private static Optional<String> byOsAbi(int osAbi) {
        return osAbi == ELFOSABI_SYSV || osAbi == ELFOSABI_GNU || osAbi >= FIRST_OF_MACHINE
                ? Optional.empty()
                : Optional.of(BY_OSABI.getOrDefault(osAbi, "osabi_" + osAbi));
    }
}
