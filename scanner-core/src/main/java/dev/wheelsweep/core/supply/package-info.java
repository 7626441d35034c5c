/**
 * Who brings a library that a wheel needs but does not contain, the driver of a device or another distribution, and whose the
 * libraries are that were copied into it.
 *
 * <pre>
 *   libcuda.so.1      the driver package of the machine; no wheel may bring it
 *   libcublas.so.12   the distribution nvidia-cublas-cu12, if Requires-Dist names it
 *   libtbb.so.12      nobody must: numba chooses another threading layer where it is missing
 * </pre>
 *
 * <p>A policy grants none of them, so a portable tag is still not kept. What differs is how much it matters: the
 * installation works where the supplier is present.
 *
 * <p>Libraries that a wheel contains are also somebody's: {@link VendoredLibrary} says whose, by a package note in the file, a
 * bill of materials, or the file's name. {@link OpenedLibrary} is one that a file says it opens by dlopen.
 *
 * <p>{@link ExternalNeeds} collects what must be known of such a library to find it in other wheels, which nothing here reads.
 */
package dev.wheelsweep.core.supply;
