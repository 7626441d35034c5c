package dev.wheelsweep.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.elf.ElfIdentity;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Binary;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.system.BaseLibraries;
import dev.wheelsweep.core.system.BaseLibrary;
import dev.wheelsweep.core.system.Lifecycle;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.system.SystemCatalog;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kinds of failures, in the words that glibc 2.31 to 2.43 and musl 1.2.2 to 1.2.6 had for them when they were tried. */
class WheelLoadsTest {
    private static final LinuxSystem OLD = glibc("2.31", "GLIBC_2.2.5", "GLIBC_2.31");
    private static final LinuxSystem NEW = glibc("2.41", "GLIBC_2.2.5", "GLIBC_2.41", "GLIBC_ABI_DT_RELR");
    /** A system of which the symbols of the C library are known, not only their versions. */
    private static final LinuxSystem WITH_SYMBOLS = system(
            Libc.GLIBC,
            "2.31",
            new BaseLibrary(
                    "libc.so.6", "/lib/libc.so.6", Set.of("GLIBC_2.2.5"), Optional.of(Set.of("malloc", "free"))));

    private static final LinuxSystem MUSL_OLD = musl("1.2.3");
    private static final LinuxSystem MUSL = musl("1.2.5");
    private static final String EXTENSION = "p/_x.so";
    private static final int ET_DYN = 3;
    private static final int EM_386 = 3;
    private static final int EM_AARCH64 = 183;

    /** @param texts what the loader stops for, in its order */
    private record Case(String what, LinuxSystem system, List<Binary> files, List<String> texts) {
        Case(String what, LinuxSystem system, List<Binary> files, String... texts) {
            this(what, system, files, List.of(texts));
        }
    }

    private static final List<Case> CASES = List.of(
            new Case("nothing is missing", OLD, List.of(extension(it -> it.version("libc.so.6", "GLIBC_2.31", "f")))),
            new Case(
                    "a version",
                    OLD,
                    List.of(extension(it -> it.version("libc.so.6", "GLIBC_2.34", "f"))),
                    "/lib/libc.so.6: version `GLIBC_2.34' not found (required by <site-packages>/p/_x.so)"),
            new Case(
                    "a version that may be missing",
                    OLD,
                    List.of(extension(it -> it.weakVersion("libc.so.6", "GLIBC_2.34", "f")))),
            new Case(
                    "a strong symbol of a version that is weak itself",
                    OLD,
                    List.of(extension(it -> it.needing(new VersionNeed(
                            "libc.so.6",
                            new SymbolVersion("GLIBC_2.34"),
                            true,
                            List.of(new ImportedSymbol("f", false)))))),
                    "<site-packages>/p/_x.so: undefined symbol: f, version GLIBC_2.34"),
            new Case(
                    "a library that another package may bring",
                    OLD,
                    List.of(extension(it -> it.needed("libX11.so.6"))),
                    "libX11.so.6: cannot open shared object file: No such file or directory"),
            new Case(
                    "a version that a library of the wheel needs, by the path that the loader went",
                    OLD,
                    List.of(
                            extension(it -> it.needed("liba.so.1").runpath("$ORIGIN/../p.libs/")),
                            file("p.libs/liba.so.1", it -> it.version("libc.so.6", "GLIBC_2.38", "f"))),
                    "/lib/libc.so.6: version `GLIBC_2.38' not found (required by"
                            + " <site-packages>/p/../p.libs/liba.so.1)"),
            new Case(
                    "all libraries are looked for before any version",
                    OLD,
                    List.of(
                            extension(it -> it.version("libc.so.6", "GLIBC_2.34", "f")
                                    .needed("liba.so.1")
                                    .runpath("$ORIGIN")),
                            file("p/liba.so.1", it -> it.needed("libcuda.so.1"))),
                    "libcuda.so.1: cannot open shared object file: No such file or directory",
                    "/lib/libc.so.6: version `GLIBC_2.34' not found (required by <site-packages>/p/_x.so)"),
            new Case(
                    "an ABI note that asks for a newer kernel, before glibc 2.36",
                    glibc("2.35", "GLIBC_2.2.5"),
                    List.of(extension(it -> it.kernelFloor("9.0.0"))),
                    "<site-packages>/p/_x.so: cannot open shared object file: No such file or directory"),
            new Case(
                    "an ABI note that asks for a newer kernel, since glibc 2.36",
                    glibc("2.36", "GLIBC_2.2.5"),
                    List.of(extension(it -> it.kernelFloor("9.0.0")))),
            new Case(
                    "DT_RELR without its version",
                    NEW,
                    List.of(extension(
                            it -> it.version("libc.so.6", "GLIBC_2.2.5", "f").relr())),
                    "<site-packages>/p/_x.so: DT_RELR without GLIBC_ABI_DT_RELR dependency"),
            new Case(
                    "DT_RELR is not applied by an older glibc, which says nothing",
                    OLD,
                    List.of(extension(
                            it -> it.version("libc.so.6", "GLIBC_2.2.5", "f").relr())),
                    "(no message: the relocations of DT_RELR are not applied)"),
            new Case(
                    "an executable stack",
                    NEW,
                    List.of(extension(ElfFactsBuilder::executableStack)),
                    "<site-packages>/p/_x.so: cannot enable executable stack as shared object requires: Invalid"
                            + " argument"),
            new Case(
                    "an executable stack before glibc 2.41", OLD, List.of(extension(ElfFactsBuilder::executableStack))),
            new Case(
                    "a segment that cannot be mapped",
                    OLD,
                    List.of(extension(it -> it.oddities(Oddity.SEGMENT_NOT_PAGE_ALIGNED))),
                    "<site-packages>/p/_x.so: ELF load command address/offset not properly aligned"),
            new Case(
                    "a segment that cannot be mapped, since glibc 2.35",
                    NEW,
                    List.of(extension(it -> it.oddities(Oddity.SEGMENT_NOT_PAGE_ALIGNED))),
                    "<site-packages>/p/_x.so: ELF load command address/offset not page-aligned"),
            new Case(
                    "a processor",
                    NEW,
                    List.of(extension(it -> it.isa("x86-64-v3"))),
                    "<site-packages>/p/_x.so: CPU ISA level is lower than required"),
            new Case(
                    "an extension for another machine of the same class",
                    OLD,
                    List.of(extension(it ->
                            it.identity(identity(ElfLayout.ELF64, EM_AARCH64)).arch(Arch.AARCH64))),
                    "<site-packages>/p/_x.so: cannot open shared object file: No such file or directory"),
            new Case(
                    "an extension of another class",
                    OLD,
                    List.of(extension(
                            it -> it.identity(identity(ElfLayout.ELF32, EM_386)).arch(Arch.I686))),
                    "<site-packages>/p/_x.so: wrong ELF class: ELFCLASS32"),
            new Case(
                    "a program",
                    OLD,
                    List.of(file(
                            "p-1.data/scripts/tool",
                            it -> it.kind(ElfKind.EXECUTABLE)
                                    .needed("libX11.so.6")
                                    .version("libc.so.6", "GLIBC_2.34", "f"))),
                    "<prefix>/bin/tool: error while loading shared libraries: libX11.so.6: cannot open shared object"
                            + " file: No such file or directory",
                    "<prefix>/bin/tool: /lib/libc.so.6: version `GLIBC_2.34' not found (required by <prefix>/bin/tool)"),
            new Case(
                    "a program for another loader",
                    OLD,
                    List.of(file(
                            "p-1.data/scripts/tool",
                            it -> it.kind(ElfKind.EXECUTABLE).interpreter("/lib/ld-musl-x86_64.so.1"))),
                    "No such file or directory"),
            new Case(
                    "a library on musl",
                    MUSL,
                    List.of(extension(it -> it.needed("libX11.so.6"))),
                    "Error loading shared library libX11.so.6: No such file or directory (needed by"
                            + " <site-packages>/p/_x.so)"),
            new Case(
                    "a symbol on musl",
                    MUSL,
                    List.of(extension(it -> it.imports("PyList_New", "malloc", "__fprintf_chk"))),
                    "Error relocating <site-packages>/p/_x.so: __fprintf_chk: symbol not found"),
            new Case(
                    "of several symbols on musl, the one that DT_JMPREL names first",
                    MUSL,
                    List.of(extension(it -> it.imports("a", "b", "c").lookups(List.of(0, 1), List.of(2, 1)))),
                    "Error relocating <site-packages>/p/_x.so: c: symbol not found"),
            new Case(
                    "of several symbols on glibc, the one that DT_RELA names first",
                    WITH_SYMBOLS,
                    List.of(extension(it -> it.imports("a", "b", "c").lookups(List.of(1, 0), List.of(2, 1)))),
                    "<site-packages>/p/_x.so: undefined symbol: b"),
            new Case(
                    "a symbol of a version, named before one without",
                    WITH_SYMBOLS,
                    List.of(extension(it -> it.imports("a")
                            .version("libc.so.6", "GLIBC_2.2.5", "b", "malloc")
                            .lookups(List.of(2, 1, 0), List.of()))),
                    "<site-packages>/p/_x.so: undefined symbol: b, version GLIBC_2.2.5"),
            new Case(
                    "a symbol that no relocation names",
                    MUSL,
                    List.of(extension(it -> it.imports("a", "malloc").lookups(List.of(1), List.of())))),
            new Case(
                    "a symbol that a library of the wheel needs, and one that it defines",
                    MUSL,
                    List.of(
                            extension(it -> it.imports("of_a", "missing")
                                    .inWheel(0)
                                    .needed("liba.so.1")
                                    .runpath("$ORIGIN")),
                            file("p/liba.so.1", it -> it.imports("absent").inWheel())),
                    "Error relocating <site-packages>/p/_x.so: missing: symbol not found",
                    "Error relocating <site-packages>/p/liba.so.1: absent: symbol not found"),
            new Case(
                    "the symbols of a library before those of the files that need it on glibc",
                    WITH_SYMBOLS,
                    List.of(
                            extension(it -> it.imports("missing")
                                    .inWheel()
                                    .needed("liba.so.1", "libb.so.1")
                                    .runpath("$ORIGIN")),
                            file("p/liba.so.1", it -> it.imports("x").inWheel()),
                            file(
                                    "p/libb.so.1",
                                    it -> it.imports("y")
                                            .inWheel()
                                            .needed("liba.so.1")
                                            .runpath("$ORIGIN"))),
                    "<site-packages>/p/liba.so.1: undefined symbol: x",
                    "<site-packages>/p/libb.so.1: undefined symbol: y",
                    "<site-packages>/p/_x.so: undefined symbol: missing"),
            new Case(
                    "no symbol where a file may define it of which nothing is known",
                    MUSL,
                    List.of(
                            extension(it ->
                                    it.imports("missing").needed("liba.so.1").runpath("$ORIGIN")),
                            file("p/liba.so.1", it -> it))),
            new Case(
                    "no symbol where a library from elsewhere may define it",
                    MUSL,
                    List.of(
                            extension(it -> it.imports("missing")
                                    .inWheel()
                                    .needed("liba.so.1")
                                    .runpath("$ORIGIN")),
                            file("p/liba.so.1", it -> it.inWheel().needed("libX11.so.6"))),
                    "Error loading shared library libX11.so.6: No such file or directory (needed by"
                            + " <site-packages>/p/liba.so.1)"),
            new Case(
                    "a version on musl, which compares none",
                    MUSL,
                    List.of(extension(it -> it.version("libc.so.6", "GLIBC_2.99", "malloc")))),
            new Case(
                    "DT_RELR before musl 1.2.4",
                    MUSL_OLD,
                    List.of(extension(ElfFactsBuilder::relr)),
                    "(no message: the relocations of DT_RELR are not applied)"));

    /** What is kept for systems that agree must not reach one that differs. */
    @Test
    void oneObjectAnswersForEverySystemAsOneOfItsOwnDoes() {
        List<LinuxSystem> systems = Stream.concat(
                        Stream.of(OLD, NEW, MUSL_OLD, MUSL), SystemCatalog.builtIn().all().stream())
                .toList();
        for (Case one : CASES) {
            Map<Libc, WheelLoads> loads = new EnumMap<>(Libc.class);
            for (LinuxSystem system : systems) {
                assertThat(loads.computeIfAbsent(
                                        system.libc(), libc -> new WheelLoads(wheel(one.files()), libc, Arch.X86_64))
                                .on(system))
                        .as("%s, %s", one.what(), system.id())
                        .isEqualTo(new WheelLoads(wheel(one.files()), system.libc(), Arch.X86_64).on(system));
            }
        }
    }

    private static Binary extension(UnaryOperator<ElfFactsBuilder> what) {
        return file(EXTENSION, it -> what.apply(it.hook("PyInit__x").needed("libc.so.6")));
    }

    private static Binary file(String path, UnaryOperator<ElfFactsBuilder> what) {
        return new Binary(path, what.apply(new ElfFactsBuilder()).build());
    }

    private static ElfIdentity identity(ElfLayout layout, int machine) {
        return new ElfIdentity(layout, ByteOrder.LITTLE_ENDIAN, 0, ET_DYN, machine, 0);
    }

    private static LinuxSystem glibc(String version, String... versions) {
        return system(
                Libc.GLIBC,
                version,
                new BaseLibrary("libc.so.6", "/lib/libc.so.6", Set.of(versions), Optional.empty()));
    }

    private static LinuxSystem musl(String version) {
        return system(
                Libc.MUSL,
                version,
                new BaseLibrary(
                        "libc.musl-x86_64.so.1",
                        "/lib/ld-musl-x86_64.so.1",
                        Set.of(),
                        Optional.of(Set.of("malloc", "free"))));
    }

    private static LinuxSystem system(Libc libc, String version, BaseLibrary library) {
        return new LinuxSystem(
                "test:1",
                "Test 1",
                libc,
                DottedNumber.parse(version).orElseThrow(),
                Map.of(Arch.X86_64, new BaseLibraries(List.of(library))),
                new Lifecycle(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.of(DottedNumber.of(4, 19)),
                List.of());
    }

    private static Subject wheel(List<Binary> files) {
        try {
            return new Subject(
                    WheelFilename.parse("p-1-cp312-cp312-linux_x86_64.whl"), DistInfo.UNKNOWN, files, List.of());
        } catch (FormatException bad) {
            throw new IllegalArgumentException(bad);
        }
    }

    @Test
    void theLoadersOwnWordsInItsOrder() {
        for (Case it : CASES) {
            List<Prediction> loads =
                    new WheelLoads(wheel(it.files()), it.system().libc(), Arch.X86_64).on(it.system());
            assertThat(loads).as(it.what()).hasSize(1);
            assertThat(loads.get(0).failures())
                    .as(it.what())
                    .extracting(LoadFailure::text)
                    .isEqualTo(it.texts());
        }
    }

    @Test
    void whatDependsOnMoreIsNoFailure() {
        assertThat(outcome(it -> it.needed("libX11.so.6"))).isEqualTo(Outcome.NEEDS);
        assertThat(outcome(it -> it.isa("x86-64-v3"))).isEqualTo(Outcome.NEEDS);
        assertThat(outcome(it -> it.needed("libX11.so.6").version("libc.so.6", "GLIBC_2.34", "f")))
                .isEqualTo(Outcome.FAILS);
        assertThat(outcome(it -> it)).isEqualTo(Outcome.LOADS);
    }

    private static Outcome outcome(UnaryOperator<ElfFactsBuilder> what) {
        return new WheelLoads(wheel(List.of(extension(what))), Libc.GLIBC, Arch.X86_64)
                .on(OLD)
                .get(0)
                .outcome();
    }

    @Test
    void anExtensionForAnotherArchitectureIsNotImportedBesideOneForThisOrByItsSuffix() {
        Binary other = file(
                "p/other/_x.so",
                it -> it.hook("PyInit__x")
                        .identity(identity(ElfLayout.ELF64, EM_AARCH64))
                        .arch(Arch.AARCH64));
        Binary named = file(
                "p/_y.cpython-312-aarch64-linux-gnu.so",
                it -> it.hook("PyInit__y")
                        .identity(identity(ElfLayout.ELF64, EM_AARCH64))
                        .arch(Arch.AARCH64));

        assertThat(new WheelLoads(wheel(List.of(extension(it -> it), other, named)), Libc.GLIBC, Arch.X86_64).on(OLD))
                .extracting(Prediction::path)
                .containsExactly(EXTENSION);
    }

    @Test
    void filesOfAnotherArchitectureAreNotLoaded() {
        assertThat(new WheelLoads(wheel(List.of(extension(it -> it))), Libc.GLIBC, Arch.AARCH64).on(OLD))
                .isEmpty();
    }
}
