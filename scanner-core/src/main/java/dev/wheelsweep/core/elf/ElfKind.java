package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.ColumnWord;
import java.util.Optional;

/** How the loader treats an ELF file; the {@code kind} column. */
public enum ElfKind implements ColumnWord {
    /** ET_DYN with PT_DYNAMIC and without PT_INTERP or DF_1_PIE: a library or an extension module. */
    SHARED_OBJECT,
    /** ET_EXEC, or ET_DYN with PT_INTERP or DF_1_PIE, that the loader starts. */
    EXECUTABLE,
    /** ET_EXEC or ET_DYN with DF_1_PIE, but neither PT_INTERP nor needed libraries: linked completely. */
    STATIC_EXECUTABLE,
    /** ET_REL: an object file, also kernel and GPU objects. */
    RELOCATABLE,
    /** ET_CORE. */
    CORE,
    /** Split-off debug information: the segments' bytes are not in the file (.text or .dynamic is SHT_NOBITS). */
    DEBUG_ONLY,
    /** Any other e_type, or ET_DYN without a dynamic segment. */
    OTHER;

    /** @return whether a loader or a kernel maps such files */
    public boolean isMapped() {
        return switch (this) {
            case SHARED_OBJECT, EXECUTABLE, STATIC_EXECUTABLE -> true;
            case RELOCATABLE, CORE, DEBUG_ONLY, OTHER -> false;
        };
    }

    /**
     * @param interpreter PT_INTERP
     * @param dynamic an absent table if the file has none
     */
    static ElfKind of(
            ElfIdentity identity, SectionHeaders sections, Optional<String> interpreter, DynamicTable dynamic) {
        if (identity.isLoadable() && sections.isSplitDebugInfo() && !dynamic.isPresent()) {
            return DEBUG_ONLY;
        }
        return switch (identity.type()) {
            case ElfHeader.ET_REL -> RELOCATABLE;
            case ElfHeader.ET_CORE -> CORE;
            case ElfHeader.ET_EXEC -> executable(interpreter, dynamic);
            case ElfHeader.ET_DYN -> {
                if (interpreter.isPresent() || dynamic.isPie()) {
                    yield executable(interpreter, dynamic);
                }
                yield dynamic.isPresent() ? SHARED_OBJECT : OTHER;
            }
            default -> OTHER;
        };
    }

    private static ElfKind executable(Optional<String> interpreter, DynamicTable dynamic) {
        return interpreter.isEmpty() && dynamic.needed().isEmpty() ? STATIC_EXECUTABLE : EXECUTABLE;
    }
}
