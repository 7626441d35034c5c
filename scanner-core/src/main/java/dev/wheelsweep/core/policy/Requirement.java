package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.loader.Whereabouts;
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
 *     architecture, system or C library; for {@link Axis#LOADER} what it refuses; empty on the axis of symbols if nothing is
 *     known to define them
 * @param symbols the symbols to blame, sorted; empty where no symbol uses the version, or none is involved
 * @param weak the loader continues without it
 * @param whereabouts of a library: where it may be, although the loader does not find it or the version in it
 */
public record Requirement(
        Axis axis,
        String file,
        Optional<String> library,
        Optional<String> version,
        List<String> symbols,
        boolean weak,
        Optional<Whereabouts> whereabouts)
        implements Comparable<Requirement> {
    private static final int SYMBOLS_SHOWN = 3;

    private static final Comparator<Requirement> ORDER = Comparator.comparing(Requirement::axis)
            .thenComparing(Requirement::file)
            .thenComparing(need -> need.library().orElse(""))
            .thenComparing(need -> need.version().orElse(""))
            .thenComparing(Requirement::weak)
            .thenComparing(need -> String.join(",", need.symbols()));

    /** A requirement without anything to say about where a library is. */
    public Requirement(
            Axis axis,
            String file,
            Optional<String> library,
            Optional<String> version,
            List<String> symbols,
            boolean weak) {
        this(axis, file, library, version, symbols, weak, Optional.empty());
    }

    public Requirement {
        symbols = symbols.stream().sorted().distinct().toList();
    }

    static Requirement ofLibrary(String file, String library, Optional<Whereabouts> whereabouts) {
        return new Requirement(
                Axis.LIBRARIES, file, Optional.of(library), Optional.empty(), List.of(), false, whereabouts);
    }

    /** @return whether the wheel has the library where the loader does not look */
    public boolean isUnreached() {
        return whereabouts
                .filter(it -> it.place() == Whereabouts.Place.UNREACHED)
                .isPresent();
    }

    /** @return for a person, where the library may be; empty if there is nothing to say */
    public Optional<String> remark() {
        return whereabouts.map(Whereabouts::text);
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
        if (axis == Axis.SYMBOLS && version.isEmpty()) {
            text.append(" undefined");
        }
        if (!symbols.isEmpty()) {
            int more = symbols.size() - SYMBOLS_SHOWN;
            text.append(symbols.stream().limit(SYMBOLS_SHOWN).collect(Collectors.joining(", ", " (", "")))
                    .append(more > 0 ? ", +" + more + ")" : ")");
        }
        remark().ifPresent(remark -> text.append(" (").append(remark).append(')'));
        return text.append(weak ? ", weak" : "").toString();
    }
}
