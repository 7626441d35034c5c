package dev.wheelsweep.spark.query;

import java.io.IOException;
import java.nio.file.Path;

/** A dataset whose views an SQL engine knows: it answers questions. */
public interface SweptDataset {
    /**
     * @param sql one statement over the views
     * @throws WrongSqlException if it is wrong, or does more than read
     * @throws java.io.UncheckedIOException if a file of the dataset is damaged
     */
    Answer answer(String sql) throws WrongSqlException;

    /**
     * Writes the rows that answer a question as a Parquet file, in order, with the types that the engine gives them; its integers
     * of 128 bits, which Parquet does not have, become 64 bits.
     *
     * @param wanted which rows
     * @param most so many rows at most
     * @param file does not exist yet
     * @throws WrongSqlException as {@link #answer}
     * @throws IOException if the file cannot be written
     */
    void write(String sql, RowFilter wanted, int most, Path file) throws WrongSqlException, IOException;

    /** Makes a table that statements may name from now on; it replaces another one of this name. */
    void give(GivenTable table) throws WrongSqlException;
}
