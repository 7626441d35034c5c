package dev.wheelsweep.core.load;

import dev.wheelsweep.core.ColumnWord;

/** Why a loader refuses a file. */
public enum FailureKind implements ColumnWord {
    /** No file of the wheel satisfies a DT_NEEDED, and the system's C library, to which the name belongs, has none either. */
    MISSING_LIBRARY(Certainty.SURE),
    /** Neither the wheel nor the base of the system has the library; another package or another wheel may bring it. */
    NEEDS_LIBRARY(Certainty.DEPENDS),
    /** The system has not the loader that a program names in PT_INTERP; the kernel says so, no loader runs. */
    MISSING_LOADER(Certainty.SURE),
    /** The library is there, but does not define a version that is needed of it. */
    MISSING_VERSION(Certainty.SURE),
    /** No file defines a symbol that is needed. */
    MISSING_SYMBOL(Certainty.SURE),
    /** The file has DT_RELR, but does not need the version that says so; glibc refuses it. */
    RELR_WITHOUT_VERSION(Certainty.SURE),
    /** The loader does not know DT_RELR: it omits these relocations without a message, and the file crashes when it is used. */
    RELR_NOT_APPLIED(Certainty.SURE),
    /** The file asks for an executable stack, which a running process no longer gets. */
    EXECUTABLE_STACK(Certainty.SURE),
    /** The file asks for a processor that not every machine of the architecture has. */
    NEEDS_PROCESSOR(Certainty.DEPENDS),
    /** The ABI note asks for a newer kernel. */
    KERNEL_TOO_OLD(Certainty.SURE),
    /** A segment cannot be mapped: its place in the file and in memory do not match, or it is empty. */
    BAD_SEGMENT(Certainty.SURE),
    /** The file is for another machine, byte order or class. */
    OTHER_MACHINE(Certainty.SURE),
    /** EI_OSABI is that of another operating system. */
    OTHER_SYSTEM(Certainty.SURE),
    /** The file is a program, or has no dynamic segment. */
    NO_LIBRARY(Certainty.SURE);

    private final Certainty certainty;

    FailureKind(Certainty certainty) {
        this.certainty = certainty;
    }

    private enum Certainty {
        SURE,
        DEPENDS
    }

    /** @return whether it depends on what else is installed or on the machine, so that nothing is known */
    public boolean depends() {
        return certainty == Certainty.DEPENDS;
    }
}
