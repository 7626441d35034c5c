package dev.wheelsweep.spark.cli.wheels;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Names files as the user named them or the folders above them; a listing names them by their absolute paths. */
public final class GivenPaths {
    private final Map<Path, Path> given = new HashMap<>();

    /** @param paths as on the command line; of two names of one path, the first counts */
    public GivenPaths(Collection<Path> paths) {
        paths.forEach(path -> given.putIfAbsent(path.toAbsolutePath().normalize(), path));
    }

    /** @return the path below one of those given; the listed path if it is below none */
    public Path of(Path listed) {
        for (Path above = listed; above != null; above = above.getParent()) {
            Path name = given.get(above);
            if (name != null) {
                return above.equals(listed) ? name : name.resolve(above.relativize(listed));
            }
        }
        return listed;
    }
}
