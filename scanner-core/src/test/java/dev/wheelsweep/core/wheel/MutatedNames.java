package dev.wheelsweep.core.wheel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Names close to real ones: each a real name with a few random changes to its parts or characters. */
final class MutatedNames {
    private static final List<String> SEEDS = List.of(
            "a-1-py3-none-any",
            "MarkupSafe-3.0.2-cp311-cp311-manylinux_2_5_i686.manylinux1_i686",
            "numpy-1.25.0-1-cp312-cp312-win_amd64",
            "torch-2.8.0+cu128-cp312-cp312-manylinux_2_28_x86_64",
            "ruamel.yaml.clib-0.2.8-cp310-cp310-win_amd64",
            "netcdf4-1.7.5.1.post1-cp311-abi3.none-macosx_11_0_arm64",
            "numpy-2.3.2-cp313-cp313t-musllinux_1_2_x86_64-x86_64_v3");

    private static final List<String> VERSIONS = List.of(
            "1!2.0",
            "v1",
            "1.0a1",
            "1.0_ALPHA",
            "1.0.preview.3",
            "1rc",
            "1.0c4",
            "1.0.post",
            "1.0r7",
            "1.0rev_2",
            "1.0_dev",
            "1.dev0",
            "1.0b2.post345.dev456",
            "1.0+abc.5_x",
            "1.0+",
            "1..0",
            ".1",
            "1.",
            "1.0+a..b",
            "1!",
            "01.002",
            "1.0.a.",
            "1.0post1rc1",
            "1.0dev1post1",
            "1.0alphabeta",
            "2026.11.22",
            "deadbeef",
            "1.0~1",
            "1.0_1",
            "1.0%2Bcu1",
            " 1 ",
            "\u00a01\u3000",
            "1\u001c",
            "1\u200b",
            "\u0661",
            "1.0po\u017ft1",
            "1.0+\u212a");

    private static final List<String> PARTS = List.of(
            "",
            "py3",
            "none",
            "any",
            "1",
            "12abc",
            "1 2",
            "3.6",
            "cp38..cp39",
            "x86_64_v3",
            "null",
            "V3",
            "_",
            "__",
            "a.b",
            "\u00e9",
            "\u00b2",
            "\u0663",
            "e\u0301",
            "\u2118",
            "\u3007",
            "py\u0663",
            "py\u00b7",
            "\u00adpy",
            "a\u0300");

    private static final String CHARACTERS =
            "aZ09_.-+!% ~/\\\t\n\u00a0\u0085\u001f\u00e9\u00df\u0130\u212a\u4e2d\u0660\u00b2";

    private MutatedNames() {}

    /** @return {@code count} names; equal seeds give equal names */
    static List<String> of(long seed, int count) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        while (names.size() < count) {
            names.add(mutated(random));
        }
        return names;
    }

    private static String mutated(Random random) {
        List<String> parts = new ArrayList<>(List.of(pick(SEEDS, random).split("-", -1)));
        if (random.nextBoolean()) {
            parts.set(1, pick(VERSIONS, random));
        }
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(parts.size());
            switch (random.nextInt(4)) {
                case 0 -> parts.set(at, pick(PARTS, random));
                case 1 -> parts.add(at, pick(PARTS, random));
                case 2 -> Collections.swap(parts, at, random.nextInt(parts.size()));
                default -> {
                    if (parts.size() > 1) {
                        parts.remove(at);
                    }
                }
            }
        }
        StringBuilder name = new StringBuilder(String.join("-", parts));
        for (int changes = random.nextInt(3); changes > 0 && name.length() > 0; changes--) {
            int at = random.nextInt(name.length());
            char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> name.setCharAt(at, other);
                case 1 -> name.insert(at, other);
                default -> name.deleteCharAt(at);
            }
        }
        return name + (random.nextInt(50) == 0 ? ".WHL" : ".whl");
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
