package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.RowText;
import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The name of a symbol version, such as {@code GLIBC_2.17}, {@code CXXABI_FLOAT128} or {@code GLIBC_ABI_DT_RELR}.
 *
 * @param name as in the string table
 */
public record SymbolVersion(String name) implements RowText {
    /**
     * glibc's markers, each with the first release that defines it (elf/Versions and sysdeps/x86 of its history). Some
     * distributions added the later ones to their builds of glibc 2.42 and older.
     */
    private static final Map<String, DottedNumber> MARKERS = Map.of(
            "GLIBC_ABI_DT_RELR", DottedNumber.of(2, 36),
            "GLIBC_ABI_GNU_TLS", DottedNumber.of(2, 43),
            "GLIBC_ABI_GNU2_TLS", DottedNumber.of(2, 43),
            "GLIBC_ABI_DT_X86_64_PLT", DottedNumber.of(2, 43));

    public SymbolVersion {
        Objects.requireNonNull(name);
    }

    @Override
    public long textBytes() {
        return RowText.bytes(name);
    }

    /** @return the text before the first underscore, as auditwheel splits it; the whole name if there is none */
    public String namespace() {
        int underscore = name.indexOf('_');
        return underscore < 0 ? name : name.substring(0, underscore);
    }

    /** @return what follows the namespace if that is a dotted number: 2.17, but nothing for CXXABI_FLOAT128 */
    public Optional<DottedNumber> number() {
        int underscore = name.indexOf('_');
        return underscore < 0 ? Optional.empty() : DottedNumber.parse(name.substring(underscore + 1));
    }

    /** @return whether it only marks a property of files: glibc defines it, and no symbol has it */
    public boolean isMarker() {
        return MARKERS.containsKey(name);
    }

    /** @return the release of the library that defined it first: {@link #number}, or what is known of a marker */
    public Optional<DottedNumber> release() {
        return number().or(() -> Optional.ofNullable(MARKERS.get(name)));
    }
}
