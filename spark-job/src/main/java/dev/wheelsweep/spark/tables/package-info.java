/**
 * The flat tables that people query. Each is a function from one wheel to rows:
 *
 * <pre>
 *   SweptWheel                                      FlatTable.rows
 *     facts    nested, what the scan found    ->      TableRows: a schema, and wheel -> rows
 *     verdict  nested, what a policy says
 * </pre>
 *
 * <p>{@link dev.wheelsweep.spark.tables.FlatTable} declares every table once. The same function runs in Spark's tasks and,
 * for few wheels, in the driver. {@link dev.wheelsweep.spark.tables.SweptSchema} names the columns that a table reads, so
 * that Spark reads only these from Parquet.
 */
package dev.wheelsweep.spark.tables;
