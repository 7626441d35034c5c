package dev.wheelsweep.core.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing that one file needs of the system. Ordered by axis, file, library and version, as texts.
 *
 * @param axis what it is measured by
 * @param file the ELF file's path in the wheel
 * @param library the soname of the library that must have it, or that is needed itself
 * @param version a symbol version such as {@code GLIBC_2.34}; an instruction set such as {@code x86-64-v3}; an
 *     architecture, system or C library; for {@link Axis#LOADER} what it refuses
 * @param symbols the symbols to blame, sorted; empty where no symbol uses the version, or none is involved
 * @param weak the loader continues without it
 */
public record Requirement(
        Axis axis, String file, Optional<String> library, Optional<String> version, List<String> symbols, boolean weak)
        implements Comparable<Requirement> {
    private static final int SYMBOLS_SHOWN = 3;

    private static final Comparator<Requirement> ORDER = Comparator.comparing(Requirement::axis)
            .thenComparing(Requirement::file)
            .thenComparing(need -> need.library().orElse(""))
            .thenComparing(need -> need.version().orElse(""))
            .thenComparing(Requirement::weak)
            .thenComparing(need -> String.join(",", need.symbols()));

    public Requirement {
        symbols = symbols.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(Requirement other) {
        return ORDER.compare(this, other);
    }

    /** @return for a person, such as {@code "pkg/_x.so: libc.so.6 GLIBC_2.34 (pthread_create, +2)"} */
    public String text() {
        StringBuilder text = new StringBuilder(file).append(':');
        library.ifPresent(name -> text.append(' ').append(name));
        version.ifPresent(name -> text.append(' ').append(name));
        if (!symbols.isEmpty()) {
            int more = symbols.size() - SYMBOLS_SHOWN;
            text.append(symbols.stream().limit(SYMBOLS_SHOWN).collect(Collectors.joining(", ", " (", "")))
                    .append(more > 0 ? ", +" + more + ")" : ")");
        }
        return text.append(weak ? ", weak" : "").toString();
    }
}
