package dev.wheelsweep.core.install;

/**
 * Neighbours in the order of tags: one python tag and one abi tag, with each platform of the environment or with {@code
 * any}.
 */
record TagBlock(String python, String abi, Reach reach) {
    enum Reach {
        /** One tag for each platform tag, best first. */
        PLATFORMS,
        /** The tag {@code any} alone. */
        ANY
    }

    static TagBlock platforms(String python, String abi) {
        return new TagBlock(python, abi, Reach.PLATFORMS);
    }

    static TagBlock any(String python) {
        return new TagBlock(python, CPythonAbi.NONE, Reach.ANY);
    }
}
