package dev.wheelsweep.core.system;

import java.util.Optional;
import java.util.Set;

/**
 * One library of a system.
 *
 * @param soname such as {@code "libstdc++.so.6"}
 * @param path where the loader finds it, as its messages print it: {@code "/lib64/libstdc++.so.6"}
 * @param versions the symbol versions that it defines, such as {@code "GLIBCXX_3.4.25"} and {@code "CXXABI_TM_1"}
 * @param symbols what it exports, and for glibc's {@code libc.so.6} also what the other libraries of glibc export; empty if
 *     that is not known
 */
public record BaseLibrary(String soname, String path, Set<String> versions, Optional<Set<String>> symbols) {}
