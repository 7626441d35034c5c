package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.query.QueryCommand;
import dev.wheelsweep.spark.cli.query.ReportCommand;
import dev.wheelsweep.spark.cli.query.ShowCommand;
import dev.wheelsweep.spark.cli.start.QueriedDataset;
import dev.wheelsweep.spark.dataset.DamagedParquet;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code wheelsweep} with all its commands. */
public final class Main implements Commands {
    private final ShortMain withoutDataset = new ShortMain();

    public static void main(String[] args) {
        Program.run(new Main(), args);
    }

    /** @return the command line; without arguments, with every command */
    public static CommandLine commandLine(String... args) {
        return Program.of(new Main(), args);
    }

    @Override
    public List<String> names() {
        return Program.NAMES;
    }

    @Override
    public Exception meaning(Exception failed) {
        return QueriedDataset.isSparkPresent()
                ? DamagedParquet.in(failed).map(Exception.class::cast).orElse(failed)
                : failed;
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "compact" -> new CompactCommand();
            case "diff" -> new DiffCommand();
            case Program.COMPLETION -> new AutoComplete.GenerateCompletion();
            case "judge" -> new JudgeCommand();
            case "query" -> new QueryCommand();
            case "report" -> new ReportCommand();
            case "show" -> new ShowCommand();
            case "sweep" -> new SweepCommand();
            default -> withoutDataset.make(name);
        };
    }
}
