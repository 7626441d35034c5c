package dev.wheelsweep.core.install;

/** An implementation of Python, by the word that tags use. */
public enum Implementation {
    CPYTHON("cp"),
    PYPY("pp"),
    GRAALPY("graalpy");

    private final String word;

    Implementation(String word) {
        this.word = word;
    }

    /** @return what the python tags of this implementation begin with */
    public String word() {
        return word;
    }
}
