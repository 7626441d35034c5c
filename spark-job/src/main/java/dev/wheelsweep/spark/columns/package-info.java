/**
 * Every column of the dataset, declared once.
 *
 * <pre>
 *   ColumnSpec    name, type, meaning, example, meaning of null, and how the value is taken from a record
 *   *Columns      the columns of one record, in their order: WheelColumns, ElfColumns, SymbolColumns ...
 *   Shape         such a list as a Spark schema, and a record as a row of it
 *   StoredFacts   the way back: from a row of facts to what a policy judges
 * </pre>
 *
 * <p>Rows, schemas, flat tables, the data dictionary and the metadata in Parquet footers are all made from these
 * declarations, so they cannot disagree.
 *
 * <p>Versions are text, as the files have them. As text, {@code 2.9} sorts after {@code 2.17}; compare {@code
 * floor_glibc_minor}, a number, with a tag's {@code libc_minor}. A symbol version is called {@code symbol_version},
 * because every table begins with the wheel's {@code version}.
 */
package dev.wheelsweep.spark.columns;
