/**
 * The stable ABI of CPython (PEP 384, PEP 652, PEP 803): what a wheel promises that is tagged {@code abi3} or {@code abi3t},
 * and which symbols break the promise.
 *
 * <pre>
 *   cp38-abi3            every CPython from 3.8 on, with the GIL
 *   cp315-abi3.abi3t     every CPython from 3.15 on, with the GIL or without
 *
 *   StableAbiPromise     the oldest Python that the tags name
 *     PythonSymbols        since when the stable ABI has a symbol
 *   StableAbiViolation   a symbol that an older Python has not, or may change
 * </pre>
 *
 * <p>Only imports are compared. Whether a file was compiled for the layout of objects of one Python is not visible in its
 * symbols.
 *
 * <p>Some libraries, such as those of PySide, define symbols that begin like those of CPython. An import that another file of
 * the wheel defines is no violation, and of a file that needs a library of another wheel nothing is said.
 */
package dev.wheelsweep.core.stableabi;
