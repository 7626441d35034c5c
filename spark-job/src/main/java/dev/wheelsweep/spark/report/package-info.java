/**
 * A dataset as HTML: one page about the mirror, or one and a page per project. {@code HtmlReport} asks the questions of {@link
 * dev.wheelsweep.spark.query}; {@code MirrorSections} and {@code ProjectPages} say which answer is shown where and how, as a
 * {@link dev.wheelsweep.spark.report.Section} with charts, lines that open, or a table; the template {@code page.mustache} lays
 * them out.
 *
 * <pre>
 * question -> Answer -> Section -> Chapter -> Page -> Layout -> HTML
 *                       bars, stacks, heat maps, groups, tables
 * </pre>
 *
 * <p>A page needs no network. Its one script, {@code page.js}, finds text and sorts tables; a content security policy allows this
 * script by its hash, and no other. Without it, the page shows the same. All texts come out of wheels, which strangers made: they
 * are made printable, cut to a length, and escaped by the template engine.
 */
package dev.wheelsweep.spark.report;
