package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The policies that may be the answer for a wheel as a whole. For glibc that is the whole ladder. For musl it is the oldest
 * that a tag of the name claims and those above it, or the newest alone if none is claimed. For Android it is the one that
 * the tag names, under the tag's name.
 *
 * @param ranks on the ladder, ascending; the last is that of {@code linux_ARCH}
 * @param names one for each rank
 */
record Answers(List<Integer> ranks, List<String> names) {

    /** @return empty if no policy could be the answer: the name's Android tag is older than all of them, or missing */
    static Optional<Answers> of(PolicyLadder ladder, WheelFilename wheel) {
        return switch (ladder.libc()) {
            case GLIBC -> Optional.of(of(ladder, 0));
            case MUSL -> Optional.of(of(ladder, muslClaim(ladder, wheel)));
            case BIONIC -> android(ladder, wheel);
            case NONE, MIXED -> Optional.empty();
        };
    }

    private static Answers of(PolicyLadder ladder, int first) {
        List<Integer> ranks =
                IntStream.rangeClosed(first, ladder.linux()).boxed().toList();
        return new Answers(ranks, ranks.stream().map(ladder::name).toList());
    }

    private static int muslClaim(PolicyLadder ladder, WheelFilename wheel) {
        int newest = ladder.linux() - 1;
        return wheel.platformTags().stream()
                .filter(tag -> tag.libc().equals(Optional.of(ladder.libc())))
                .filter(tag -> Target.elfArch(tag).equals(Optional.of(ladder.arch())))
                .flatMap(tag -> tag.libcVersion().stream())
                .mapToInt(ladder::rank)
                .reduce(newest, Math::min);
    }

    private static Optional<Answers> android(PolicyLadder ladder, WheelFilename wheel) {
        return wheel.platformTags().stream()
                .filter(tag -> tag instanceof PlatformTag.Android)
                .map(tag -> (PlatformTag.Android) tag)
                .min(Comparator.comparing(PlatformTag.Android::apiLevel))
                .flatMap(tag -> rankAtMost(ladder, tag.apiLevel())
                        .map(rank -> new Answers(
                                List.of(rank, ladder.linux()), List.of(tag.text(), ladder.name(ladder.linux())))));
    }

    /** @return the last rank whose policy has at most this version of the C library */
    static Optional<Integer> rankAtMost(PolicyLadder ladder, DottedNumber libcVersion) {
        return Optional.of(ladder.rankAbove(libcVersion) - 1).filter(rank -> rank >= 0);
    }

    /** @return the most compatible answer that grants what this rank of the ladder grants */
    int rank(int rank) {
        return Stream.concat(ranks.stream().filter(it -> it >= rank), Stream.of(last()))
                .findFirst()
                .orElseThrow();
    }

    String name(int rank) {
        return names.get(ranks.indexOf(rank(rank)));
    }

    /** @return the rank of the most compatible answer; needs that it grants have no evidence */
    int best() {
        return ranks.get(0);
    }

    private int last() {
        return ranks.get(ranks.size() - 1);
    }
}
