/**
 * What the dynamic loader of a system says when the ELF files of an installed wheel are loaded: {@code dlopen} of each
 * extension module, the start of each program, and {@code dlopen} of each library that none of these loads.
 *
 * <pre>
 *   WheelLoads       the loads of one wheel, on any system
 *     MappedFiles      the files that one load maps, in the loader's order
 *     DoubtfulImports  the imports that may be undefined
 *     GlibcLoad        what glibc says: library, segments, versions, symbols
 *     MuslLoad         what musl says: library, symbols
 *   Prediction       loads, needs something more, or fails
 *     LoadFailure      one failure, in the loader's own words
 *       FailureKind
 * </pre>
 */
package dev.wheelsweep.core.load;
