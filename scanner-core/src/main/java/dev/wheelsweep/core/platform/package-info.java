/**
 * The terms that wheel names and ELF files share: processor architectures, C libraries, operating systems, dotted numbers. An
 * unknown name is kept as it was written.
 */
package dev.wheelsweep.core.platform;
