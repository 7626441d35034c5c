/**
 * What each kind of finding means, what its fields hold and what to do about it: for {@code explain}, for SARIF and for
 * docs/findings.md. Judges nothing.
 */
package dev.wheelsweep.spark.cli.findings;
