/**
 * Wheels as a Spark table: {@code spark.read().format("wheel").load("/srv/pypi")}, one nested row per listed file. PySpark
 * needs only {@code --jars}. The classes here are the roles of Spark's DataSource V2; the columns are declared in
 * {@code dev.wheelsweep.spark.columns}.
 *
 * <pre>
 *   phase        Spark asks for             answered by
 *   analysis     the columns                WheelSource, WheelTable          ReportSchema
 *   optimiser    the conditions and         WheelScanBuilder                 NameFilter
 *                columns that it takes
 *   planning     the tasks                  WheelScan, WheelBatch            MirrorListing, BytePacking
 *   execution    rows and metrics           WheelReader, one per task        Shape, WheelMetrics
 * </pre>
 *
 * <p><b>Columns.</b> A query that needs only {@link dev.wheelsweep.spark.columns.NameColumns} opens no file; counting rows
 * needs no column at all. Nested records get only the requested fields. Verdicts are not part of this table, because they
 * depend on policies and the facts do not.
 *
 * <p><b>Conditions</b> on name columns are decided while the query is planned, so that no task gets the excluded files:
 * comparisons, IN, LIKE, AND, OR, NOT, nulls, and on tags {@code array_contains(platform_tags, 'x')}, {@code exists(tags,
 * tag -> tag.arch = 'aarch64')} and every other function of Spark SQL. Spark itself evaluates them, on a row made from the
 * name. Conditions on what a scan finds, Python functions and random numbers stay with Spark, which tests them on every row.
 * EXPLAIN shows the conditions that were taken as "filters on names".
 *
 * <p><b>Options</b>: {@code io} is {@code mmap} or {@code read}; {@code verify} says how much is decoded only to check it;
 * {@code inventory} is a stored listing to read instead of walking folders
 * ({@link dev.wheelsweep.spark.listing.Inventory}); {@code journal} is a folder in which each task names the wheel that it
 * is reading, so that a wheel that kills its JVM is known afterwards
 * ({@link dev.wheelsweep.spark.source.InFlightJournal}).
 *
 * <p><b>Failures.</b> A bad file is a row whose {@code status} is not ok. A failing machine ends the task, and Spark retries
 * it; a bug in wheelsweep also ends the task; both messages name the wheel. A folder that cannot be read and a path that
 * does not exist end the query, because an incomplete answer looks like a complete one.
 *
 * <p>Rows are Spark's generic rows. Making them takes 1 to 3 % of the CPU time of the scan (44 small and 77 large real
 * wheels), so writing Spark's binary format directly would gain almost nothing.
 */
package dev.wheelsweep.spark.source;
