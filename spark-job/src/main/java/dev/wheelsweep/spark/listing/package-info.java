/**
 * Lists the files of a mirror without opening them.
 *
 * <pre>
 *   web/packages/aa/bb/60 hex/NAME.whl            a wheel
 *   web/packages/aa/bb/60 hex/NAME.whl.metadata   not a wheel: PEP 658 metadata of the wheel
 *   web/packages/aa/bb/60 hex/.NAME.whl.RANDOM    not a wheel: bandersnatch is still downloading it
 *   wheelhouse/NAME.whl -&gt; ../pool/NAME.whl       a link to a wheel that is listed once
 *   NAME.whl -&gt; nowhere, NAME.whl/, a pipe        listed, never opened; {@link
 *                                                 dev.wheelsweep.spark.listing.FileState} says why
 * </pre>
 *
 * <p>Every file that is named like a wheel is listed, unless it is hidden or is a link to a listed file; such links are
 * counted. A folder that cannot be read is reported. The result depends only on the tree, not on the order in which the file
 * system returns names.
 *
 * <p>One word per idea: a <i>listing</i> is the result of a walk ({@link
 * dev.wheelsweep.spark.listing.MirrorListing}), an <i>inventory</i> is a listing stored as a file ({@link
 * dev.wheelsweep.spark.listing.Inventory}), a <i>manifest</i> is a list of wheels that users write, an <i>index</i> is what a
 * mirror says about its files ({@link dev.wheelsweep.spark.listing.BandersnatchMirror}). {@link
 * dev.wheelsweep.spark.listing.BytePacking} divides files among tasks.
 */
package dev.wheelsweep.spark.listing;
