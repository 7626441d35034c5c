/**
 * Which files a mirror holds, found out without opening one.
 *
 * <pre>
 *   web/packages/aa/bb/60 hex/NAME.whl            a wheel
 *   web/packages/aa/bb/60 hex/NAME.whl.metadata   no wheel: PEP 658 metadata beside it
 *   web/packages/aa/bb/60 hex/.NAME.whl.XXXX      no wheel: a download under way
 *   wheelhouse/NAME.whl -&gt; ../pool/NAME.whl       the same wheel under a second name, listed once
 *   NAME.whl -&gt; nowhere, NAME.whl/, a pipe        listed, never opened: {@link
 *                                                 dev.wheelsweep.spark.listing.FileState} says why
 * </pre>
 *
 * <p>Nothing that is named like a wheel is dropped without a trace: a file is listed, counted as a further name of a
 * listed one, or hidden; a folder that cannot be read is reported. The result depends on the tree alone, not on the
 * order in which the file system happens to give names.
 *
 * <p>{@link dev.wheelsweep.spark.listing.MirrorListing} walks, {@link dev.wheelsweep.spark.listing.Inventory} keeps the
 * result as a file so that one walk serves a whole sweep, {@link dev.wheelsweep.spark.listing.BytePacking} divides it
 * among tasks.
 */
package dev.wheelsweep.spark.listing;
