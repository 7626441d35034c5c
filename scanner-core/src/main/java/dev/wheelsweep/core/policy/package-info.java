/**
 * Compares what wheels claim with what they need: policies as data, and a pure function from facts to a judgement.
 *
 * <pre>
 *   Subject        the name, the dist-info, the ELF files, the oddities of the zip: from a scan or from stored facts
 *     Target       architecture and C library that the wheel as a whole is judged for
 *     Measurement  what the files counted need, each need with its rank on a ladder
 *       FileNeeds      symbol versions, forbidden symbols, instructions, Python's own builds
 *       LibraryNeeds   libraries that the wheel does not bring, over the Loads of the top-level files
 *       MuslSymbols    symbols that neither musl nor anything else is known to define
 *     Answers      the ranks that may be the answer: the worst axis gives auditwheel's word
 *     Promise      what one claimed tag promises, held against the same needs
 *     Findings     everything else that may be wrong
 *   Judgement      all of it, with evidence
 * </pre>
 *
 * <p>A policy (PEP 513, 571, 599, 600, 656) lists, for each architecture, the symbol versions that every system of its age
 * provides, namespace by namespace, and the libraries that may be taken from the system. Membership is exact: GCC_4.5.0 is
 * lower than GCC_7.0.0, but there are systems that have the one and not the other. What is granted once stays granted, so
 * the file of a policy set states the first policy only:
 *
 * <pre>
 *   {"name": "auditwheel-6.8.1",
 *    "families": [{
 *      "libc": "glibc",
 *      "policies":  [{"name": "manylinux_2_5", "aliases": ["manylinux1"], "libc_version": "2.5",
 *                     "architectures": ["i686", "x86_64"]}, ...],                             the oldest first
 *      "versions":  [{"namespace": "GLIBC", "architectures": ["x86_64"],
 *                     "since": {"manylinux_2_5": ["2.2.5", ...], ...}}, ...],
 *      "libraries": [{"since": "manylinux_2_5", "names": ["libc.so.6", ...]}, ...],
 *      "forbidden": [{"library": "libz.so.1", "until": "manylinux_2_31", "symbols": [...]}, ...],
 *      "symbols":   [{"since": "1.2.3", "architectures": ["x86_64"], "names": [...]}, ...],
 *      "absent":    [{"names": [...]}]}]}
 * </pre>
 *
 * <p>A namespace that an architecture lists without versions grants none; one that it does not list is not asked. {@code
 * architectures} may be omitted for libraries, forbidden symbols and absent symbols, and then means all. {@code symbols} is
 * for musl, which has no versions: each symbol with the first measured release that has it; those with the first policy's
 * version, or an older one, are in every release. If there are such, the list is complete, and {@link MuslSymbols} asks for
 * everything else. {@code absent} are symbols that glibc alone has, with names that no other library uses.
 *
 * <p>auditwheel's answer is taken as right; docs/auditwheel-differences.md lists the exceptions.
 */
package dev.wheelsweep.core.policy;
