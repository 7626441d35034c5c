package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfIdentity;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.elf.Relro;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Facts of ELF files for tests, by what policies see of them: a shared object for x86-64 that needs nothing. */
final class BinaryBuilder {
    private static final int EM_X86_64 = 62;
    private static final int EM_AARCH64 = 183;
    private static final int ET_DYN = 3;

    private final String path;
    private final List<String> needed = new ArrayList<>();
    private final List<VersionNeed> versions = new ArrayList<>();
    private final List<ImportedSymbol> imports = new ArrayList<>();
    private final List<String> hooks = new ArrayList<>();
    private final List<Oddity> oddities = new ArrayList<>();
    private Optional<Arch> arch = Optional.of(Arch.X86_64);
    private Libc libc = Libc.NONE;
    private Optional<String> interpreter = Optional.empty();
    private Optional<String> rpath = Optional.empty();
    private Optional<String> runpath = Optional.empty();
    private Optional<String> isa = Optional.empty();
    private boolean executableStack;
    private boolean textrel;
    private long alignment = 0x10000;

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
        needed.addAll(Arrays.asList(libraries));
        return this;
    }

    BinaryBuilder version(String library, String version, String... symbols) {
        versions.add(need(library, version, false, symbols));
        return this;
    }

    BinaryBuilder weakVersion(String library, String version, String... symbols) {
        versions.add(need(library, version, true, symbols));
        return this;
    }

    private static VersionNeed need(String library, String version, boolean weak, String... symbols) {
        return new VersionNeed(
                library,
                new SymbolVersion(version),
                weak,
                Stream.of(symbols).map(name -> new ImportedSymbol(name, weak)).toList());
    }

    BinaryBuilder imports(String... symbols) {
        Stream.of(symbols).map(name -> new ImportedSymbol(name, false)).forEach(imports::add);
        return this;
    }

    BinaryBuilder weakImport(String symbol) {
        imports.add(new ImportedSymbol(symbol, true));
        return this;
    }

    BinaryBuilder hook(String symbol) {
        hooks.add(symbol);
        return this;
    }

    BinaryBuilder arch(Arch value) {
        arch = Optional.of(value);
        return this;
    }

    /** A machine that no platform tag names. */
    BinaryBuilder unknownArch() {
        arch = Optional.empty();
        return this;
    }

    BinaryBuilder libc(Libc value) {
        libc = value;
        return this;
    }

    BinaryBuilder interpreter(String value) {
        interpreter = Optional.of(value);
        return this;
    }

    BinaryBuilder rpath(String value) {
        rpath = Optional.of(value);
        return this;
    }

    BinaryBuilder runpath(String value) {
        runpath = Optional.of(value);
        return this;
    }

    BinaryBuilder isa(String value) {
        isa = Optional.of(value);
        return this;
    }

    BinaryBuilder executableStack() {
        executableStack = true;
        return this;
    }

    BinaryBuilder textrel() {
        textrel = true;
        return this;
    }

    BinaryBuilder alignment(long bytes) {
        alignment = bytes;
        return this;
    }

    BinaryBuilder oddity(Oddity oddity) {
        oddities.add(oddity);
        return this;
    }

    Binary build() {
        int machine = arch.equals(Optional.of(Arch.AARCH64)) ? EM_AARCH64 : EM_X86_64;
        return new Binary(
                path,
                new ElfFacts(
                        new ElfIdentity(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ET_DYN, machine, 0),
                        ElfKind.SHARED_OBJECT,
                        arch,
                        libc,
                        Optional.empty(),
                        interpreter,
                        rpath,
                        runpath,
                        List.copyOf(needed),
                        List.copyOf(versions),
                        List.copyOf(imports),
                        imports.size(),
                        List.of(),
                        List.copyOf(hooks),
                        Optional.empty(),
                        executableStack,
                        Relro.FULL,
                        textrel,
                        alignment,
                        isa,
                        List.of(),
                        List.copyOf(oddities)));
    }

    /** A wheel of that name with these files, whose dist-info says nothing. */
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
