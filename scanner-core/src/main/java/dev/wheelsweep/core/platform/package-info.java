/**
 * The words that wheel names and ELF files share: processor architectures, C libraries, dotted numbers. What is not
 * known here is kept as it was written.
 */
package dev.wheelsweep.core.platform;
