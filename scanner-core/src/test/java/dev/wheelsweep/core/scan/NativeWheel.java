package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.elf.ElfBuilder;

/** The wheel of most tests: an extension and a library it links to, as built and repaired by auditwheel. */
public final class NativeWheel {
    public static final String NAME = "Demo.Pkg-1.0-cp312-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
    public static final String EXTENSION = "demo_pkg/_native.abi3.so";
    public static final String VENDORED = "demo_pkg.libs/libfoo-1a2b3c4d.so.1";

    private NativeWheel() {}

    public static WheelBuilder builder() {
        return WheelBuilder.named(NAME)
                .generators("setuptools (80.9.0)", "auditwheel 6.4.2")
                .text("demo_pkg/__init__.py", "from ._native import answer\n")
                .elf(EXTENSION, extension())
                .storedElf(VENDORED, vendored());
    }

    /** Its highest version, 2.34, is weak. */
    public static ElfBuilder extension() {
        return ElfBuilder.library()
                .needed("libfoo-1a2b3c4d.so.1", "libstdc++.so.6", "libc.so.6")
                .rpath("$ORIGIN/../demo_pkg.libs")
                .need("libstdc++.so.6", "GLIBCXX_3.4.9", "_ZSt17__throw_bad_allocv")
                .need("libstdc++.so.6", "GLIBCXX_3.4.19", "_ZNSt6chrono3_V212system_clock3nowEv")
                .need("libstdc++.so.6", "CXXABI_1.3.5", "__cxa_throw_bad_array_new_length")
                .need("libc.so.6", "GLIBC_2.2.5", "printf", "malloc", "free", "strlen")
                .need("libc.so.6", "GLIBC_2.14", "memcpy")
                .weakNeed("libc.so.6", "GLIBC_2.34", "pthread_create")
                .importing("PyModule_Create2")
                .weaklyImporting("__gmon_start__")
                .exporting("PyInit__native")
                .buildId("2f0c41a6")
                .comment("GCC: (GNU) 10.2.1");
    }

    private static ElfBuilder vendored() {
        return ElfBuilder.library()
                .soname("libfoo-1a2b3c4d.so.1")
                .needed("libgcc_s.so.1", "libc.so.6")
                .need("libgcc_s.so.1", "GCC_4.8.0", "__cpu_model")
                .need("libc.so.6", "GLIBC_2.17", "clock_gettime")
                .need("libc.so.6", "GLIBC_PRIVATE", "__libc_dlopen_mode")
                .defining("FOO_1.0")
                .exporting("foo");
    }
}
