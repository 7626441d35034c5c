package dev.wheelsweep.core.load;

import dev.wheelsweep.core.loader.Load;

/** The paths in a loader's messages: where the wheel is installed is unknown, so they begin with a placeholder. */
final class Paths {
    /** The folder of modules, on {@code sys.path}. */
    static final String SITE_PACKAGES = "<site-packages>";

    /** The folder that has {@code bin} and {@code lib}, {@code sys.prefix}. */
    private static final String PREFIX = "<prefix>/";

    private static final String MODULES = "lib/python/site-packages";

    private final Load load;

    Paths(Load load) {
        this.load = load;
    }

    /** @return the name that the loader has for a mapped file */
    String of(String path) {
        String location = load.locations().get(path);
        return location.startsWith(MODULES) ? SITE_PACKAGES + location.substring(MODULES.length()) : PREFIX + location;
    }
}
