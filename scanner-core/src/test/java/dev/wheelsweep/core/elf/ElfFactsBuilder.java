package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfFacts.Relro;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Facts of ELF files for tests: a shared object for x86-64 that needs nothing except what a test adds. */
public final class ElfFactsBuilder {
    private static final int EM_X86_64 = 62;

    private final List<String> needed = new ArrayList<>();
    private final List<VersionNeed> versionNeeds = new ArrayList<>();
    private final List<ImportedSymbol> imports = new ArrayList<>();
    private OptionalInt undefined = OptionalInt.empty();
    private final List<SymbolVersion> provided = new ArrayList<>();
    private final List<String> hooks = new ArrayList<>();
    private final List<String> compilers = new ArrayList<>();
    private final List<Oddity> oddities = new ArrayList<>();
    private ElfIdentity identity =
            new ElfIdentity(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, 0, ElfHeader.ET_DYN, EM_X86_64, 0);
    private ElfKind kind = ElfKind.SHARED_OBJECT;
    private Optional<Arch> arch = Optional.of(Arch.X86_64);
    private Libc libc = Libc.NONE;
    private Optional<String> soname = Optional.empty();
    private Optional<String> interpreter = Optional.empty();
    private Optional<String> rpath = Optional.empty();
    private Optional<String> runpath = Optional.empty();
    private Optional<String> buildId = Optional.empty();
    private Optional<String> kernelFloor = Optional.empty();
    private Optional<Integer> androidApi = Optional.empty();
    private Optional<String> foreignSystem = Optional.empty();
    private boolean staticTls;
    private boolean relr;
    private Optional<ElfFacts.Lookups> lookups = Optional.empty();
    private Optional<List<Integer>> inWheel = Optional.empty();
    private Optional<String> isa = Optional.empty();
    private Optional<String> packageNote = Optional.empty();
    private final List<String> dlopenNotes = new ArrayList<>();
    private boolean executableStack;
    private Relro relro = Relro.FULL;
    private boolean textrel;
    private long alignment = 0x10000;

    public ElfFactsBuilder identity(ElfIdentity value) {
        identity = value;
        return this;
    }

    public ElfFactsBuilder kind(ElfKind value) {
        kind = value;
        return this;
    }

    public ElfFactsBuilder arch(Arch value) {
        arch = Optional.of(value);
        return this;
    }

    /** A machine that no platform tag names. */
    public ElfFactsBuilder unknownArch() {
        arch = Optional.empty();
        return this;
    }

    public ElfFactsBuilder libc(Libc value) {
        libc = value;
        return this;
    }

    public ElfFactsBuilder needed(String... libraries) {
        needed.addAll(List.of(libraries));
        return this;
    }

    public ElfFactsBuilder soname(String value) {
        soname = Optional.of(value);
        return this;
    }

    public ElfFactsBuilder interpreter(String value) {
        interpreter = Optional.of(value);
        return this;
    }

    public ElfFactsBuilder rpath(String value) {
        rpath = Optional.of(value);
        return this;
    }

    public ElfFactsBuilder runpath(String value) {
        runpath = Optional.of(value);
        return this;
    }

    public ElfFactsBuilder needing(VersionNeed... needs) {
        versionNeeds.addAll(List.of(needs));
        return this;
    }

    public ElfFactsBuilder version(String library, String version, String... symbols) {
        return needing(need(library, version, false, symbols));
    }

    public ElfFactsBuilder weakVersion(String library, String version, String... symbols) {
        return needing(need(library, version, true, symbols));
    }

    private static VersionNeed need(String library, String version, boolean weak, String... symbols) {
        return new VersionNeed(
                library,
                new SymbolVersion(version),
                weak,
                Stream.of(symbols).map(name -> new ImportedSymbol(name, weak)).toList());
    }

    public ElfFactsBuilder imports(String... symbols) {
        Stream.of(symbols).map(name -> new ImportedSymbol(name, false)).forEach(imports::add);
        return this;
    }

    public ElfFactsBuilder weakImport(String symbol) {
        imports.add(new ImportedSymbol(symbol, true));
        return this;
    }

    /** The places of the imports that the relocations name. */
    public ElfFactsBuilder lookups(List<Integer> data, List<Integer> plt) {
        lookups = Optional.of(new ElfFacts.Lookups(data, plt));
        return this;
    }

    /** The places of the imports that other files of the wheel define. */
    public ElfFactsBuilder inWheel(Integer... places) {
        inWheel = Optional.of(List.of(places));
        return this;
    }

    /** The number of undefined symbols, if it is not that of the symbols added. */
    public ElfFactsBuilder undefined(int count) {
        undefined = OptionalInt.of(count);
        return this;
    }

    public ElfFactsBuilder provides(String version) {
        provided.add(new SymbolVersion(version));
        return this;
    }

    public ElfFactsBuilder hook(String symbol) {
        hooks.add(symbol);
        return this;
    }

    public ElfFactsBuilder executableStack() {
        executableStack = true;
        return this;
    }

    public ElfFactsBuilder relro(Relro value) {
        relro = value;
        return this;
    }

    public ElfFactsBuilder textrel() {
        textrel = true;
        return this;
    }

    public ElfFactsBuilder alignment(long bytes) {
        alignment = bytes;
        return this;
    }

    public ElfFactsBuilder buildId(String hex) {
        buildId = Optional.of(hex);
        return this;
    }

    public ElfFactsBuilder kernelFloor(String value) {
        kernelFloor = Optional.of(value);
        return this;
    }

    public ElfFactsBuilder androidApi(int level) {
        androidApi = Optional.of(level);
        return this;
    }

    public ElfFactsBuilder foreignSystem(String value) {
        foreignSystem = Optional.of(value);
        return this;
    }

    public ElfFactsBuilder staticTls() {
        staticTls = true;
        return this;
    }

    public ElfFactsBuilder relr() {
        relr = true;
        return this;
    }

    public ElfFactsBuilder isa(String value) {
        isa = Optional.of(value);
        return this;
    }

    public ElfFactsBuilder compiler(String value) {
        compilers.add(value);
        return this;
    }

    public ElfFactsBuilder packageNote(String json) {
        packageNote = Optional.of(json);
        return this;
    }

    public ElfFactsBuilder dlopenNote(String json) {
        dlopenNotes.add(json);
        return this;
    }

    public ElfFactsBuilder oddities(Oddity... values) {
        oddities.addAll(List.of(values));
        return this;
    }

    public ElfFacts build() {
        int added = imports.size()
                + versionNeeds.stream().mapToInt(need -> need.symbols().size()).sum();
        return new ElfFacts(
                identity,
                kind,
                arch,
                libc,
                foreignSystem,
                new ElfFacts.Linkage(needed, soname, rpath, runpath, interpreter),
                new ElfFacts.Symbols(versionNeeds, imports, undefined.orElse(added), provided, hooks, lookups, inWheel),
                new ElfFacts.Loading(staticTls, relr),
                new ElfFacts.Hardening(executableStack, relro, textrel, alignment),
                new ElfFacts.Toolchain(buildId, kernelFloor, androidApi, isa, compilers),
                new ElfFacts.Metadata(packageNote, dlopenNotes),
                oddities);
    }
}
