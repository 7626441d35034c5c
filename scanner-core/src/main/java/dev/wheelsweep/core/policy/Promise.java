package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.PlatformTag;
import java.util.Optional;

/**
 * What one claimed tag promises of the systems that the wheel will run on.
 *
 * <p>Every {@code manylinux_2_N} is a tag (PEP 600), but not for every N there is a policy. A tag between two policies
 * gets what it can be sure of: glibc up to its own number, and of all else what the newer of the two grants, because no
 * list says when between them it appeared. A tag newer than all policies gets versions that are newer than all lists,
 * too.
 *
 * @param rank the first rank whose policy is at least as new as the tag; for Android the last that is not newer
 * @param glibc what the tag's number says, if that has to be asked because no policy has it
 */
record Promise(PolicyLadder ladder, int rank, Optional<DottedNumber> glibc) {

    /** @return empty for tags that promise nothing of a C library, or one older than any policy knows */
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
                .flatMap(SymbolVersion::number);
        return glibc.isEmpty() || needed.isEmpty() || needed.get().compareTo(glibc.get()) <= 0;
    }

    private static Optional<SymbolVersion> version(Measurement.Need need) {
        return need.requirement().axis() == Axis.SYMBOLS
                ? need.requirement().version().map(SymbolVersion::new)
                : Optional.empty();
    }
}
