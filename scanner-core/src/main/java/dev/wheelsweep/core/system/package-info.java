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
 * </pre>
 */
package dev.wheelsweep.core.system;
