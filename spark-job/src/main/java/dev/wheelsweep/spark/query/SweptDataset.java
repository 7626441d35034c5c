package dev.wheelsweep.spark.query;

/** A dataset whose views an SQL engine knows: it answers questions. */
public interface SweptDataset {
    /**
     * @param sql one statement over the views
     * @throws WrongSqlException if it is wrong, or does more than read
     */
    Answer answer(String sql) throws WrongSqlException;

    /** Makes a table that statements may name from now on; it replaces another one of this name. */
    void give(GivenTable table) throws WrongSqlException;
}
