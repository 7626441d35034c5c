package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.elf.ElfIdentity;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;

/** ELF files for tests of policies: a shared object for x86-64 that needs nothing except what a test adds. */
final class BinaryBuilder {
    private static final int EM_AARCH64 = 183;
    private static final int ET_DYN = 3;

    private final String path;
    private final ElfFactsBuilder facts = new ElfFactsBuilder();

    private BinaryBuilder(String path) {
        this.path = path;
    }

    static BinaryBuilder library(String path) {
        return new BinaryBuilder(path);
    }

    /** An extension module of Python 3 under its own name, linked against glibc. */
    static BinaryBuilder extension(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return library(path)
                .hook("PyInit_" + file.substring(0, file.indexOf('.')))
                .needed("libc.so.6");
    }

    BinaryBuilder needed(String... libraries) {
        facts.needed(libraries);
        return this;
    }

    BinaryBuilder version(String library, String version, String... symbols) {
        facts.version(library, version, symbols);
        return this;
    }

    BinaryBuilder soname(String value) {
        facts.soname(value);
        return this;
    }

    BinaryBuilder provides(String version) {
        facts.provides(version);
        return this;
    }

    BinaryBuilder weakVersion(String library, String version, String... symbols) {
        facts.weakVersion(library, version, symbols);
        return this;
    }

    BinaryBuilder imports(String... symbols) {
        facts.imports(symbols);
        return this;
    }

    BinaryBuilder weakImport(String symbol) {
        facts.weakImport(symbol);
        return this;
    }

    BinaryBuilder hook(String symbol) {
        facts.hook(symbol);
        return this;
    }

    BinaryBuilder arch(Arch value) {
        if (value.equals(Arch.AARCH64)) {
            facts.identity(new ElfIdentity(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, 0, ET_DYN, EM_AARCH64, 0));
        }
        facts.arch(value);
        return this;
    }

    /** A machine that no platform tag names. */
    BinaryBuilder unknownArch() {
        facts.unknownArch();
        return this;
    }

    BinaryBuilder libc(Libc value) {
        facts.libc(value);
        return this;
    }

    BinaryBuilder interpreter(String value) {
        facts.interpreter(value);
        return this;
    }

    BinaryBuilder rpath(String value) {
        facts.rpath(value);
        return this;
    }

    BinaryBuilder runpath(String value) {
        facts.runpath(value);
        return this;
    }

    BinaryBuilder isa(String value) {
        facts.isa(value);
        return this;
    }

    BinaryBuilder kind(ElfKind value) {
        facts.kind(value);
        return this;
    }

    BinaryBuilder foreignSystem(String value) {
        facts.foreignSystem(value);
        return this;
    }

    BinaryBuilder androidApi(int level) {
        facts.androidApi(level);
        return this;
    }

    BinaryBuilder relr() {
        facts.relr();
        return this;
    }

    BinaryBuilder needing(VersionNeed... needs) {
        facts.needing(needs);
        return this;
    }

    BinaryBuilder executableStack() {
        facts.executableStack();
        return this;
    }

    BinaryBuilder textrel() {
        facts.textrel();
        return this;
    }

    BinaryBuilder alignment(long bytes) {
        facts.alignment(bytes);
        return this;
    }

    BinaryBuilder oddity(Oddity oddity) {
        facts.oddities(oddity);
        return this;
    }

    Binary build() {
        return new Binary(path, facts.build());
    }

    /** A wheel of that name with these files, and without dist-info. */
    static Subject wheel(String name, BinaryBuilder... files) {
        return wheel(name, Stream.of(files).map(BinaryBuilder::build).toList());
    }

    static Subject wheel(String name, List<Binary> files) {
        try {
            return new Subject(WheelFilename.parse(name), DistInfo.UNKNOWN, files, List.of());
        } catch (FormatException bad) {
            throw new IllegalArgumentException(bad);
        }
    }
}
