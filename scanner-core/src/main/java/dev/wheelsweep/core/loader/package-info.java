/**
 * Which files of a wheel the dynamic loader loads, as ld.so(8) and the sources of glibc, musl and bionic describe it.
 *
 * <pre>
 *   Loader          maps one file and all that it needs, breadth first; the result is a Load
 *     LoaderRules     in what the three loaders differ
 *     Folder          one element of DT_RPATH or DT_RUNPATH, with its dynamic string tokens expanded
 *   NeededFiles     for every file of a wheel: its DT_NEEDED, each with the file that satisfies it
 *   Whereabouts     where a library is that the loader does not find
 * </pre>
 *
 * <p>For a name without a slash, the loader takes in this order: a library that is already loaded under the name; the first
 * file of that name in the folders of the search paths that count; the system's. Search paths count as follows:
 *
 * <pre>
 *            own DT_RUNPATH    own DT_RPATH        DT_RPATH of the files      DT_RUNPATH of the files
 *                                                  that loaded this one       that loaded this one
 *   glibc    yes               without DT_RUNPATH  if neither has DT_RUNPATH  no
 *   musl     yes               without DT_RUNPATH  if it has no DT_RUNPATH    yes
 *   bionic   yes               no                  no                         no
 * </pre>
 *
 * <p>What the environment adds is unknown here: LD_LIBRARY_PATH, the interpreter's own DT_RPATH, libraries that another
 * module loaded before. Subfolders for special processors (glibc-hwcaps) are not searched, because a wheel has to run on
 * the others too.
 */
package dev.wheelsweep.core.loader;
