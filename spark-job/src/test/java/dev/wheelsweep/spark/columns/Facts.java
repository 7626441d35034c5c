package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.elf.ElfFacts.Relro;
import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.elf.ElfIdentity;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.scan.Failure;
import dev.wheelsweep.core.scan.ScanCost;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.core.wheel.Declarations;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.NeededLibrary;
import dev.wheelsweep.core.wheel.SbomComponent;
import dev.wheelsweep.core.zip.ReadMode;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Records as a scan would make them, with a different value in every field. */
public final class Facts {
    static final Failure BAD_ENTRY =
            new Failure(Optional.of("pkg/broken.so"), Format.ELF, Reason.BAD_ELF_HEADER, 4, "EI_CLASS 7");

    private Facts() {}

    public static WheelReport report(String filename, ElfFile... elfFiles) {
        return new WheelReport(
                filename,
                Optional.empty(),
                WheelStatus.OK,
                Optional.empty(),
                11,
                new DistInfo(
                        List.of("bdist_wheel (1)", "auditwheel (6)"),
                        Optional.of(false),
                        List.of("cp312-abi3-linux_x86_64"),
                        Optional.of(">=3.9"),
                        List.of("extra.so"),
                        List.of("missing.py"),
                        true,
                        101,
                        102,
                        Optional.of(new Declarations(
                                List.of("pkg-1.0.dist-info"),
                                Optional.of("1.9"),
                                Optional.of("pkg.name"),
                                Optional.of("1.0.post3"),
                                List.of("tbb>=2021; extra == 'tbb'")))),
                Arrays.asList(elfFiles),
                List.of(BAD_ENTRY),
                List.of(new SbomComponent(
                        "pkg-1.0.dist-info/sboms/a.json",
                        Optional.of("cyclonedx 1.4"),
                        Optional.of("auditwheel 6.7.0"),
                        Optional.of("libxcb"),
                        Optional.of("1.13.1-1.el8"),
                        Optional.of("pkg:rpm/almalinux/libxcb@1.13.1-1.el8"),
                        Optional.of("libxcb#1"),
                        Optional.empty())),
                List.of(new ZipOddity(ZipOddity.Kind.SIZE_DIFFERS, Optional.of("pkg/two.py"), 77, "5 and 6")),
                new ScanCost(1000, 2000, 3000));
    }

    public static ElfFile elf(String path, Arch arch, Libc libc, VersionNeed... needs) {
        return new ElfFile(
                path,
                5000,
                0xdead_beefL,
                Optional.of("9f86d081"),
                new ElfFactsBuilder()
                        .identity(new ElfIdentity(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, 3, 3, 62, 0xffff_ffffL))
                        .arch(arch)
                        .libc(libc)
                        .needed("libc.so.6", "libfoo.so.1")
                        .soname("libnative.so.1")
                        .rpath("$ORIGIN/rpath")
                        .runpath("$ORIGIN/runpath")
                        .interpreter("/lib64/ld-linux-x86-64.so.2")
                        .needing(needs)
                        .imports("PyModule_Create2")
                        .weakImport("__gmon_start__")
                        .lookups(List.of(1, 0), List.of(0))
                        .inWheel(1)
                        .undefined(118)
                        .provides("NATIVE_1.0")
                        .hook("PyInit__native")
                        .executableStack()
                        .relro(Relro.PARTIAL)
                        .textrel()
                        .alignment(4096)
                        .buildId("2f0c41a6")
                        .kernelFloor("3.2.0")
                        .androidApi(24)
                        .foreignSystem("freebsd")
                        .staticTls()
                        .relr()
                        .isa("x86-64-v2")
                        .compiler("GCC: (GNU) 10.2.1")
                        .packageNote("{\"name\":\"native\"}")
                        .dlopenNote("[{\"soname\":[\"libopened.so.1\"]}]")
                        .oddities(Oddity.BAD_SECTION_HEADERS)
                        .build(),
                List.of(
                        new NeededLibrary("libc.so.6", Optional.empty()),
                        new NeededLibrary("libfoo.so.1", Optional.of("pkg.libs/libfoo.so.1"))),
                ReadMode.WHOLE,
                6000);
    }

    static VersionNeed need(String version) {
        return new VersionNeed(
                "libc.so.6",
                new SymbolVersion(version),
                false,
                List.of(new ImportedSymbol("memcpy", false), new ImportedSymbol("fstat", true)));
    }

    static VersionNeed weakNeed(String version) {
        return new VersionNeed("libc.so.6", new SymbolVersion(version), true, List.of());
    }
}
