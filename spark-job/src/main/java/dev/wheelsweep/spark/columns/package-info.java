/**
 * Every column, declared once: name, type, meaning, example, meaning of null, and how its value is taken from a record.
 * Rows, schemas, the data dictionary and the flat tables are made from these declarations.
 *
 * <pre>
 *   row of                  columns                                                       made from
 *   the data source         ReportSchema = NameColumns + WheelColumns                     WheelFacts
 *     tags                    TagColumns
 *     elf                     ElfColumns, and SymbolColumns nested in it
 *     failures                FailureColumns
 *     zip_oddities            ZipOddityColumns
 *   verdicts                VerdictColumns                                                WheelVerdict
 *     axes, claims            AxisColumns, ClaimColumns
 *     external_libraries      ExternalLibraryColumns
 *     findings                FindingColumns
 *   mirror_files            MirrorFileColumns, for files that were not read               UnreadFile
 * </pre>
 *
 * <p><b>A column</b> is a {@link dev.wheelsweep.spark.columns.ColumnSpec} constant. A {@code ShapeBuilder} collects the
 * constants of a class in the order of their declarations; the result is a {@link dev.wheelsweep.spark.columns.Shape}, which
 * makes the rows. A class that is nested in another as a column is initialised first, so its shape is complete; a column
 * that is declared after its shape fails when the class is loaded.
 *
 * <p><b>Reading back.</b> {@link dev.wheelsweep.spark.columns.StoredFacts} turns a stored row into what a policy judges, so
 * that a new policy opens no wheel.
 *
 * <p><b>Versions</b> are text, as the files have them. As text, {@code 2.9} sorts after {@code 2.17}; compare {@code
 * floor_glibc_minor}, a number, with a tag's {@code libc_minor}. A symbol version is called {@code symbol_version},
 * because every table begins with the wheel's {@code version}.
 *
 * <p>The columns know records of the core, and no code that reads, decodes or judges.
 */
package dev.wheelsweep.spark.columns;
