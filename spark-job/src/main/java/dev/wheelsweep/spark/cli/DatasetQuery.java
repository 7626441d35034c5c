package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.query.Answer;
import dev.wheelsweep.spark.query.SweptDataset;
import java.io.IOException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;

/** Runs SQL on a dataset. A class apart from {@link QueryCommand}, which must load without Spark. */
final class DatasetQuery {
    private DatasetQuery() {}

    /** @throws CommandException if the SQL is wrong */
    static Answer answer(SparkOptions options, DatasetLocation dataset, String sql)
            throws IOException, CommandException {
        SparkSession spark = SparkStart.with(options);
        try {
            return answer(SweptDataset.open(spark, dataset.path()), sql);
        } finally {
            spark.stop();
        }
    }

    private static Answer answer(SweptDataset dataset, String sql) throws CommandException {
        try {
            return dataset.answer(sql);
        } catch (AnalysisException wrong) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the SQL cannot be run",
                    wrong.getMessage().lines().findFirst().orElse("it is wrong"),
                    "fix it; README.md and schema.json in the dataset list the tables and columns");
        }
    }
}
