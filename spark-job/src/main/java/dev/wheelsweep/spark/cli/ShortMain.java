package dev.wheelsweep.spark.cli;

import java.time.Clock;
import java.util.List;

/**
 * {@code wheelsweep} with the commands that need no dataset. What this class uses is compiled without Spark (profile
 * {@code short}), so that a clone answers {@code check} before Maven has fetched Spark.
 */
public final class ShortMain implements Commands {

    public static void main(String[] args) {
        Program.run(new ShortMain(), args);
    }

    @Override
    public List<String> names() {
        return List.of("check", "explain", "policies", "systems");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "check" -> new CheckCommand().spec();
            case "explain" -> new ExplainCommand();
            case "policies" -> new PoliciesCommand();
            case "systems" -> new SystemsCommand(Clock.systemUTC());
            default -> throw new IllegalArgumentException(name);
        };
    }
}
