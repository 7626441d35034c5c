package dev.wheelsweep.spark.tables;

/**
 * What the tables of a sweep are made from.
 *
 * @param <R> the kind of rows
 */
interface SweptRows<R extends Relation<R>> {
    /** @return rows of {@link dev.wheelsweep.spark.columns.ReportSchema} */
    R facts();

    /** @return rows of {@link dev.wheelsweep.spark.columns.VerdictColumns}, at most one for a row of facts */
    R verdicts();

    /** @return the facts, and behind them policy and verdict, null where there is none */
    R judged();

    /** @return a row of {@link dev.wheelsweep.spark.columns.MirrorFileColumns} for every listed file */
    R files();
}
