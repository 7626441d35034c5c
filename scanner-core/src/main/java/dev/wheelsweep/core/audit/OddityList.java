package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.zip.ZipEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects oddities: the first few of each kind, then the number of the others. */
public final class OddityList {
    /** The most oddities of each kind: enough to see the pattern, few enough for a row. */
    static final int MOST_OF_A_KIND = 10;

    private final Map<Kind, List<ZipOddity>> first = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> further = new EnumMap<>(Kind.class);

    /** @return the first few of each kind, then the number of the others */
    public static List<ZipOddity> of(Collection<ZipOddity> found) {
        OddityList list = new OddityList();
        found.forEach(list::add);
        return list.all();
    }

    /** Adds what concerns the archive. */
    void add(Kind kind, long offset, String detail) {
        add(new ZipOddity(kind, Optional.empty(), offset, detail));
    }

    /** Adds what concerns one entry. */
    void add(Kind kind, ZipEntry entry, long offset, String detail) {
        add(new ZipOddity(kind, Optional.of(entry.name()), offset, detail));
    }

    private void add(ZipOddity oddity) {
        List<ZipOddity> kept = first.computeIfAbsent(oddity.kind(), none -> new ArrayList<>());
        if (kept.size() < MOST_OF_A_KIND) {
            kept.add(oddity);
        } else {
            further.merge(oddity.kind(), 1, Integer::sum);
        }
    }

    /** @return sorted by kind, and within a kind in the order in which they were found */
    List<ZipOddity> all() {
        List<ZipOddity> all = new ArrayList<>();
        first.forEach((kind, oddities) -> {
            all.addAll(oddities);
            if (further.containsKey(kind)) {
                all.add(new ZipOddity(kind, Optional.empty(), 0, "%d more".formatted(further.get(kind))));
            }
        });
        return List.copyOf(all);
    }
}
