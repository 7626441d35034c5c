package dev.wheelsweep.spark.cli;

import java.util.List;

/** The commands of a program. One is made when it is asked for, to start fast. */
interface Commands {
    /** @return in the order of the help */
    List<String> names();

    /**
     * @param name one of {@link #names}
     * @return the command for picocli: annotated, or described by its specification
     */
    Object make(String name);

    /** @return what an engine reports in its own words, such as a damaged file; else the failure itself */
    default Exception meaning(Exception failed) {
        return failed;
    }
}
