package dev.wheelsweep.spark.source;

import dev.wheelsweep.spark.index.HttpAccess;

/**
 * How the queries of this driver ask for wheels that have an HTTP address. It is no option of the data source, because it
 * holds credentials, and Spark shows options.
 */
public final class IndexAccess {
    private static volatile HttpAccess current = HttpAccess.POLITE;

    private IndexAccess() {}

    /** @param access for the queries that begin from now on */
    public static void use(HttpAccess access) {
        current = access;
    }

    static HttpAccess current() {
        return current;
    }
}
