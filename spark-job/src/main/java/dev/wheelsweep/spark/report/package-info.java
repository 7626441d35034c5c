/**
 * A dataset on one page. {@code HtmlReport} asks the questions of {@link dev.wheelsweep.spark.query}, each {@link
 * dev.wheelsweep.spark.report.Section} shows the answer to one as a chart and as a table, and the template {@code
 * report.mustache} lays them out.
 *
 * <p>The page needs no network and runs no script; a content security policy in it forbids both. All texts in it come out
 * of wheels, which strangers made: they are made printable, cut to a length, and escaped by the template engine.
 */
package dev.wheelsweep.spark.report;
