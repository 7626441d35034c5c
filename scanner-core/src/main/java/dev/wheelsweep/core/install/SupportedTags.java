package dev.wheelsweep.core.install;

import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.Tag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The tags that an installer takes in one environment, best first. The list can have more than a thousand tags, but it is a
 * product: about fifty blocks of a python and an abi tag, each with the same platforms. Only the factors are kept, so this
 * object is small, and a rank costs three look-ups for each tag of a wheel. Callers keep it for as long as they ask.
 */
public final class SupportedTags {
    private static final PlatformTag ANY = new PlatformTag.Any();

    /** More than the platforms of any environment with a C library of two-digit minor version. */
    private static final int PREFERENCES_OF_A_BLOCK = 1_000;

    private final List<TagBlock> blocks;
    private final List<PlatformTag> platforms;
    private final Map<PlatformTag, Integer> platformRanks = new HashMap<>();
    /** By python tag, then abi tag: the place of the block. */
    private final Map<String, Map<String, Integer>> platformBlocks = new HashMap<>();

    private final Map<String, Map<String, Integer>> anyBlocks = new HashMap<>();
    /** By block, the rank of its first tag. */
    private final int[] first;

    private final int size;

    private SupportedTags(List<TagBlock> blocks, List<PlatformTag> platforms) {
        this.blocks = List.copyOf(blocks);
        this.platforms = List.copyOf(platforms);
        platforms.forEach(platform -> platformRanks.putIfAbsent(platform, platformRanks.size()));
        this.first = new int[blocks.size()];
        int rank = 0;
        for (int i = 0; i < first.length; i++) {
            TagBlock block = blocks.get(i);
            blocks(block.reach())
                    .computeIfAbsent(block.python(), python -> new HashMap<>())
                    .putIfAbsent(block.abi(), i);
            first[i] = rank;
            rank += block.reach() == TagBlock.Reach.ANY ? 1 : platforms.size();
        }
        this.size = rank;
    }

    public static SupportedTags of(Environment environment) {
        return new SupportedTags(TagOrder.of(environment), Platforms.of(environment));
    }

    public int size() {
        return size;
    }

    /** @return all of them, best first, made while they are read */
    public Stream<Tag> stream() {
        return blocks.stream()
                .flatMap(block -> (block.reach() == TagBlock.Reach.ANY ? Stream.of(ANY) : platforms.stream())
                        .map(platform -> new Tag(block.python(), block.abi(), platform)));
    }

    /** @return the place of the wheel's best tag, 0 for the best of all; empty if no tag of its name is taken */
    public OptionalInt rank(WheelFilename wheel) {
        int best = Integer.MAX_VALUE;
        for (String python : wheel.pythonTags()) {
            for (String abi : wheel.abiTags()) {
                for (PlatformTag platform : wheel.platformTags()) {
                    best = Math.min(best, rank(python, abi, platform));
                }
            }
        }
        return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** @return the place of one tag; empty if it is not taken */
    public OptionalInt rank(Tag tag) {
        int rank = rank(tag.python(), tag.abi(), tag.platform());
        return rank == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(rank);
    }

    /**
     * @return as the rank, the lower the better, but with the same number for the same place in all environments that differ
     *     only in architecture and C library; empty if the tag is not taken
     */
    OptionalInt preference(Tag tag) {
        TagBlock.Reach reach = reach(tag.platform());
        Integer block = blocks(reach).getOrDefault(tag.python(), Map.of()).get(tag.abi());
        Integer place = reach == TagBlock.Reach.ANY ? Integer.valueOf(0) : platformRanks.get(tag.platform());
        if (block == null || place == null) {
            return OptionalInt.empty();
        }
        // The place before manylinux and musllinux is for linux, whether or not it comes first here.
        boolean isLinuxFirst = !platforms.isEmpty() && platforms.get(0) instanceof PlatformTag.Linux;
        return OptionalInt.of(block * PREFERENCES_OF_A_BLOCK + place + (isLinuxFirst ? 0 : 1));
    }

    /** @return the greatest int if the tag is not taken */
    private int rank(String python, String abi, PlatformTag platform) {
        TagBlock.Reach reach = reach(platform);
        Integer block = blocks(reach).getOrDefault(python, Map.of()).get(abi);
        if (block == null) {
            return Integer.MAX_VALUE;
        }
        Integer place = reach == TagBlock.Reach.ANY ? Integer.valueOf(0) : platformRanks.get(platform);
        return place == null ? Integer.MAX_VALUE : first[block] + place;
    }

    /** @return whether a tag with these two is taken for some platform of the wheel's kind */
    boolean takesAbi(String python, String abi, PlatformTag platform) {
        return blocks(reach(platform)).getOrDefault(python, Map.of()).containsKey(abi);
    }

    private static TagBlock.Reach reach(PlatformTag platform) {
        return platform instanceof PlatformTag.Any ? TagBlock.Reach.ANY : TagBlock.Reach.PLATFORMS;
    }

    private Map<String, Map<String, Integer>> blocks(TagBlock.Reach reach) {
        return reach == TagBlock.Reach.ANY ? anyBlocks : platformBlocks;
    }
}
