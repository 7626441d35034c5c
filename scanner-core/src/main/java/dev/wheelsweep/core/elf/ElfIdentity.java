package dev.wheelsweep.core.elf;

import java.nio.ByteOrder;

/**
 * The fields of the ELF header that identify the machine and the loader.
 *
 * @param layout EI_CLASS: 32 or 64 bit
 * @param order EI_DATA
 * @param osAbi EI_OSABI, raw: 0 and 3 are Linux
 * @param type e_type, raw: 1 REL, 2 EXEC, 3 DYN, 4 CORE
 * @param machine e_machine, raw
 * @param flags e_flags, raw, unsigned 32 bit
 */
public record ElfIdentity(ElfLayout layout, ByteOrder order, int osAbi, int type, int machine, long flags) {

    /** @return whether it can be mapped at any address: ET_DYN */
    public boolean isPositionIndependent() {
        return type == ElfHeader.ET_DYN;
    }

    /** @return whether a loader could take the file by its e_type */
    boolean isLoadable() {
        return type == ElfHeader.ET_EXEC || type == ElfHeader.ET_DYN;
    }

    /** @return the gABI's name of {@link #machine}, such as {@code "EM_X86_64"}; {@code "EM_<number>"} if it has no name here */
    public String machineName() {
        return Machine.name(machine);
    }
}
