/**
 * Wheels as a table of Spark: {@code spark.read().format("wheel").load("/srv/pypi")}, one nested row per listed file, also
 * from PySpark with {@code --jars}.
 *
 * <pre>
 *   query        what Spark asks            who answers
 *   analysed     which columns are there    WheelSource, WheelTable        {@link
 *                                                                          dev.wheelsweep.spark.columns.ReportSchema}
 *   optimised    which conditions and       WheelScanBuilder               NameFilter
 *                columns can you take
 *   planned      which tasks are there      WheelScan, WheelBatch          listing, BytePacking
 *   run          rows, metrics              WheelReader in each task       Shape, WheelMetrics
 * </pre>
 *
 * <p><b>Columns</b> are declared once, as {@link dev.wheelsweep.spark.columns.ColumnSpec} constants in {@code NameColumns},
 * {@code WheelColumns} and what these nest. A query that needs only {@link dev.wheelsweep.spark.columns.NameColumns} opens
 * no file; counting rows needs none at all. Of nested records only the fields asked for are made.
 *
 * <p><b>Verdicts</b> are not part of this table: they depend on policies, and facts do not.
 *
 * <p><b>Conditions</b> on those same columns are decided while the query is planned, so that excluded files are in no
 * task: comparisons, IN, LIKE, AND, OR, NOT, nulls, and on tags {@code array_contains(platform_tags, 'x')}, {@code
 * exists(tags, tag -> tag.arch = 'aarch64')} and every other function of Spark's SQL. All of them are evaluated by Spark
 * itself, on a row made of the name. Conditions on anything that a scan finds, Python functions and random numbers stay
 * with Spark and are tested row by row. EXPLAIN shows under "filters on names" what was taken.
 *
 * <p><b>Options</b>: {@code io} is {@code mmap} or {@code read}; {@code inventory} is a listing made before, read instead of
 * walking ({@link dev.wheelsweep.spark.listing.Inventory}); {@code journal} is a folder in which each task names the wheel it
 * is on, so that a wheel that takes the JVM down is known afterwards ({@link dev.wheelsweep.spark.source.InFlightJournal}).
 *
 * <p><b>Failures.</b> A file that is bad in any way is a row whose {@code status} is not ok. A machine that fails ends the
 * task, which Spark tries again; a bug of ours ends it too; both name the wheel. A folder that cannot be read, or a path
 * that is not there, ends the query: an answer with holes looks like one without.
 *
 * <p>Rows are Spark's generic ones: making them takes 1 to 3 % of the CPU time that scanning takes (44 small and 77 large
 * real wheels), so writing Spark's binary format directly has nothing to gain.
 */
package dev.wheelsweep.spark.source;
