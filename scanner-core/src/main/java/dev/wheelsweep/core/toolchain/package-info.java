/**
 * What built the ELF files of a wheel: compilers, linkers, and the Linux system that these come from.
 *
 * <pre>
 *   .comment of a file
 *     GCC: (GNU) 10.2.1 20210130 (Red Hat 10.2.1-11)    gcc 10.2.1, devtoolset-10, rhel:7
 *     GCC: (GNU) 4.8.5 20150623 (Red Hat 4.8.5-44)      gcc 4.8.5, rhel:7: it built the start-up objects
 *     Linker: LLD 21.1.6                                lld 21.1.6
 *
 *   ToolCatalog   what the strings mean: {@code tools.tsv}
 *   Tool          one string, and the files that have it
 * </pre>
 *
 * <p>The system's own compiler built the objects that every program is linked with, such as {@code crti.o}. So a file that a
 * newer toolset compiled still names the system: that is how the image is known in which a wheel was built. Compilers that leave
 * no string, such as Go's and nvcc, are not seen.
 */
package dev.wheelsweep.core.toolchain;
