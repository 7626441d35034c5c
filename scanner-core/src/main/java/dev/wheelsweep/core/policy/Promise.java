package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.PlatformTag;
import java.util.Optional;

/**
 * What one claimed tag promises about the systems that the wheel runs on.
 *
 * <p>Every {@code manylinux_2_N} is a tag (PEP 600), but not every N has a policy. A tag between two policies promises
 * glibc up to its own number, and of everything else what the newer policy grants, because no list says when between
 * the two it appeared. A tag newer than all policies also promises versions that are newer than all lists.
 *
 * @param rank the first rank whose policy is at least as new as the tag; for Android the last that is not newer
 * @param glibc the glibc of the tag's number, if no policy has it
 */
record Promise(PolicyLadder ladder, int rank, Optional<DottedNumber> glibc) {

    /** @return empty for tags that promise no C library, or one older than those of all policies */
    static Optional<Promise> of(PlatformTag tag, PolicyLadder ladder) {
        if (tag instanceof PlatformTag.Android android) {
            return Answers.rankAtMost(ladder, android.apiLevel())
                    .map(rank -> new Promise(ladder, rank, Optional.empty()));
        }
        return tag.libcVersion().map(version -> {
            int rank = ladder.rank(version);
            boolean exact = rank < ladder.linux()
                    && ladder.policies().get(rank).libcVersion().equals(version);
            return new Promise(
                    ladder,
                    rank,
                    tag.family() == PlatformTag.Family.MANYLINUX && !exact ? Optional.of(version) : Optional.empty());
        });
    }

    boolean grants(Measurement.Need need) {
        if (rank == ladder.linux()) {
            return need.rank() < rank
                    || (version(need).filter(ladder::isNewerThanAll).isPresent() && isWithinGlibc(need));
        }
        return need.rank() < rank || (need.rank() == rank && isWithinGlibc(need));
    }

    private boolean isWithinGlibc(Measurement.Need need) {
        Optional<DottedNumber> needed = version(need)
                .filter(version -> version.namespace().equals(Floors.GLIBC))
                .flatMap(SymbolVersion::release);
        return glibc.isEmpty() || needed.isEmpty() || needed.get().compareTo(glibc.get()) <= 0;
    }

    private static Optional<SymbolVersion> version(Measurement.Need need) {
        return need.requirement().axis() == Axis.SYMBOLS
                ? need.requirement().version().map(SymbolVersion::new)
                : Optional.empty();
    }
}
