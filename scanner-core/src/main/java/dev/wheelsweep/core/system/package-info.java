/**
 * Linux systems: what a release of a distribution brings that a wheel can use.
 *
 * <pre>
 *   SystemCatalog     all systems by id: the built-in ones, and those of a file
 *     LinuxSystem       one release of a distribution, such as rhel:8
 *       BaseLibraries     the libraries that are always there, for one architecture
 *         BaseLibrary       one of them, with the symbol versions that it defines
 *       Lifecycle         when it was released, and until when it is supported
 *       DefaultPython     its package python3, and the pip that belongs to it
 *   SystemFile        reads the file of a catalogue
 *     LibraryRules      from the few numbers in the file to the libraries
 *       KnownVersions     which versions each library can define
 *       MuslSymbols       what each release of musl exports
 *     Growth            releases of a distribution do not lose what older ones have
 * </pre>
 *
 * <p>Symbol versions are only added to a library, so the file of a catalogue states the highest of each namespace:
 *
 * <pre>
 *   {"sources": [{"what": ..., "source": ..., "date": ...}],
 *    "systems": [{
 *      "id": "rhel:8", "name": "Red Hat Enterprise Linux 8", "libc": "glibc", "libc_version": "2.28",
 *      "released": "2019-05-07", "end": "2029-05-31", "extended_end": "2033-05-31",
 *      "python": "3.6", "pip": "9.0.3", "kernel": "4.18", "baselines": ["manylinux_2_28"],
 *      "layout": "lib64",                                    the folder of its libraries
 *      "libraries": ["libstdc++.so.6", "libgcc_s.so.1"],     beside those of the C library
 *      "architectures": [{"names": ["x86_64"], "GLIBC": "2.28", "GLIBCXX": "3.4.25", "CXXABI": "1.3.11", "GCC": "7.0.0"}]}]}
 * </pre>
 *
 * <p>{@code symbol-versions.tsv} turns these into the versions of each library: which exist on an architecture, and which of
 * glibc's libraries has each. A version is not always where its number says: pthread_clockjoin_np has been GLIBC_2.31 of
 * libpthread.so.0 since 2.31, but of libc.so.6 since 2.34 only, when the libraries were merged. {@code usr} names libraries
 * that are below /usr, {@code also} versions that a distributor added to an older library.
 *
 * <p>A library that is not on every installation that has Python is not listed: libatomic everywhere, libcrypt.so.1 in newer
 * releases of Fedora and RHEL, libstdc++ on Alpine Linux.
 */
package dev.wheelsweep.core.system;
