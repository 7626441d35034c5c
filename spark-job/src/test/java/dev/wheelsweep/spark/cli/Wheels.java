package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.scan.WheelBuilder;

/** A wheel for every verdict of {@code check}. */
public final class Wheels {
    public static final String HONEST = "honest-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
    public static final String OVERCLAIMING = "over-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
    static final String UNDERCLAIMING = "under-1.0-cp312-cp312-manylinux_2_28_x86_64.whl";
    public static final String OBSTRUCTED = "local-1.0-cp312-cp312-linux_x86_64.whl";
    public static final String PURE = "pure-1.0-py3-none-any.whl";
    public static final String LIBC = "libc.so.6";

    private Wheels() {}

    public static WheelBuilder honest() {
        return WheelBuilder.named(HONEST)
                .elf("honest.so", extension("honest").need(LIBC, "GLIBC_2.17", "clock_gettime"));
    }

    /** Two files are to blame, one of them for a symbol of glibc 2.34; a third asks for an executable stack. */
    public static WheelBuilder overclaiming() {
        return WheelBuilder.named(OVERCLAIMING)
                .elf(
                        "over/_a.so",
                        extension("_a")
                                .need(LIBC, "GLIBC_2.2.5", "free")
                                .need(LIBC, "GLIBC_2.34", "pthread_create", "dlopen", "dlsym", "dlclose", "sem_post")
                                .weakNeed(LIBC, "GLIBC_2.36", "arc4random"))
                .elf("over/_b.so", extension("_b").need(LIBC, "GLIBC_2.25", "getentropy"))
                .elf("over/_c.so", extension("_c").executableStack());
    }

    public static WheelBuilder underclaiming() {
        return WheelBuilder.named(UNDERCLAIMING)
                .elf("under.so", extension("under").need(LIBC, "GLIBC_2.14", "memcpy"));
    }

    /** No portable tag is possible: it needs a library that no policy grants. */
    public static WheelBuilder obstructed() {
        return WheelBuilder.named(OBSTRUCTED)
                .elf("local.so", extension("local").needed("libfoo.so.3").need(LIBC, "GLIBC_2.2.5", "free"));
    }

    public static WheelBuilder pure() {
        return WheelBuilder.named(PURE).text("pure.py", "");
    }

    private static ElfBuilder extension(String module) {
        return ElfBuilder.library().needed(LIBC).exporting("PyInit_" + module);
    }
}
