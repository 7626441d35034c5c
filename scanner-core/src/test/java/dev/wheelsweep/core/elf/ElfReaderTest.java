package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFacts.Relro;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ElfReaderTest {
    private static final long DF_1_NOW = 1;
    private static final long DF_1_PIE = 0x08000000;

    @Test
    void readsWhatLoadingAsksFor() throws Exception {
        ElfFacts.Loading none = ElfBuilder.library()
                .entry(DynamicTag.DT_FLAGS, 0x8)
                .build()
                .facts()
                .loading();
        assertThat(none).isEqualTo(new ElfFacts.Loading(false, false));
        ElfFacts.Loading staticTls = ElfBuilder.library()
                .entry(DynamicTag.DT_FLAGS, 0x18)
                .build()
                .facts()
                .loading();
        assertThat(staticTls).isEqualTo(new ElfFacts.Loading(true, false));
        ElfFacts.Loading relr = ElfBuilder.library()
                .entry(DynamicTag.DT_RELR, ElfAssembly.HEAD_BASE)
                .build()
                .facts()
                .loading();
        assertThat(relr).isEqualTo(new ElfFacts.Loading(false, true));
    }

    @Test
    void readsEveryFactOfALibrary() throws Exception {
        ElfFacts facts = ElfBuilder.library()
                .needed("libfoo-1a2b3c4d.so.1", "libc.so.6")
                .soname("libfull.so.2")
                .rpath("$ORIGIN/../full.libs")
                .runpath("/opt/lib::$ORIGIN")
                .need("libc.so.6", "GLIBC_2.2.5", "memcpy", "puts")
                .weakNeed("libc.so.6", "GLIBC_2.34")
                .need("libfoo-1a2b3c4d.so.1", "FOO_1", "foo")
                .defining("FULL_1.0")
                .defining("FULL_2.0")
                .importing("PyLong_FromLong")
                .weaklyImporting("__gmon_start__")
                .exporting("PyInit_full")
                .buildId("00ff10ab")
                .isaNeeded(0b0110)
                .relro()
                .comment("GCC: (GNU) 14.2.1", "rustc version 1.95.0", "GCC: (GNU) 14.2.1")
                .build()
                .facts();

        assertThat(facts.identity())
                .isEqualTo(new ElfIdentity(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, 0, ElfHeader.ET_DYN, 62, 0));
        assertThat(facts.kind()).isEqualTo(ElfKind.SHARED_OBJECT);
        assertThat(facts.arch()).contains(Arch.X86_64);
        assertThat(facts.libc()).isEqualTo(Libc.GLIBC);
        assertThat(facts.linkage().soname()).contains("libfull.so.2");
        assertThat(facts.linkage().interpreter()).isEmpty();
        assertThat(facts.linkage().rpath()).contains("$ORIGIN/../full.libs");
        assertThat(facts.linkage().runpath()).contains("/opt/lib::$ORIGIN");
        assertThat(facts.linkage().needed()).containsExactly("libfoo-1a2b3c4d.so.1", "libc.so.6");
        assertThat(facts.symbols().versionNeeds())
                .containsExactly(
                        need("libc.so.6", "GLIBC_2.2.5", false, "memcpy", "puts"),
                        need("libc.so.6", "GLIBC_2.34", true),
                        need("libfoo-1a2b3c4d.so.1", "FOO_1", false, "foo"));
        assertThat(facts.symbols().unversionedImports())
                .containsExactly(
                        new ImportedSymbol("PyLong_FromLong", false), new ImportedSymbol("__gmon_start__", true));
        assertThat(facts.symbols().undefined()).isEqualTo(5);
        assertThat(facts.symbols().providedVersions())
                .containsExactly(new SymbolVersion("FULL_1.0"), new SymbolVersion("FULL_2.0"));
        assertThat(facts.symbols().pythonHooks()).containsExactly("PyInit_full");
        assertThat(facts.toolchain().buildId()).contains("00ff10ab");
        assertThat(facts.hardening().needsExecutableStack()).isFalse();
        assertThat(facts.hardening().relro()).isEqualTo(Relro.PARTIAL);
        assertThat(facts.hardening().textrel()).isFalse();
        assertThat(facts.hardening().minLoadAlignment()).isEqualTo(0x1000);
        assertThat(facts.toolchain().isaNeeded()).contains("x86-64-v3");
        assertThat(facts.toolchain().compilers()).containsExactly("GCC: (GNU) 14.2.1", "rustc version 1.95.0");
        assertThat(facts.oddities()).isEmpty();
    }

    @Test
    void readsTheSameFactsFromEveryLayoutAndOrder() throws Exception {
        ElfFacts expected = null;
        for (ElfLayout layout : ElfLayout.values()) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                ElfFacts facts = ElfBuilder.library(layout, order, ElfBuilder.PPC64)
                        .needed("libc.so.6")
                        .need("libc.so.6", "GLIBC_2.17", "memcpy")
                        .exporting("PyInit_x")
                        .buildId("abcd")
                        .entry(DynamicTag.DT_TEXTREL, 0)
                        .build()
                        .facts();
                assertThat(facts.identity().layout()).isEqualTo(layout);
                assertThat(facts.identity().order()).isEqualTo(order);
                expected = expected == null ? facts : expected;
                assertThat(facts)
                        .usingRecursiveComparison()
                        .ignoringFields("identity", "arch")
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, false, false, false, SHARED_OBJECT",
        "3, true,  false, true,  EXECUTABLE",
        "3, false, true,  true,  EXECUTABLE",
        "3, false, true,  false, STATIC_EXECUTABLE",
        "2, true,  false, true,  EXECUTABLE",
        "2, false, false, false, STATIC_EXECUTABLE",
        "1, false, false, false, RELOCATABLE",
        "4, false, false, false, CORE",
        "0, false, false, false, OTHER",
        "65024, false, false, false, OTHER",
    })
    void namesTheKind(int type, boolean interpreter, boolean pie, boolean needs, ElfKind kind) throws Exception {
        ElfBuilder elf = ElfBuilder.library().type(type);
        if (interpreter) {
            elf.interpreter("/lib64/ld-linux-x86-64.so.2");
        }
        if (pie) {
            elf.entry(DynamicTag.DT_FLAGS_1, DF_1_PIE);
        }
        if (needs) {
            elf.needed("libc.so.6");
        }
        assertThat(elf.build().facts().kind()).isEqualTo(kind);
    }

    @Test
    void readsNoDynamicFactsOfFilesThatAreNotLoaded() throws Exception {
        ElfFacts facts = ElfBuilder.library()
                .type(ElfHeader.ET_REL)
                .needed("libc.so.6")
                .withoutStackHeader()
                .comment("GCC: (GNU) 14.2.1")
                .build()
                .facts();
        assertThat(facts.linkage().needed()).isEmpty();
        assertThat(facts.hardening().needsExecutableStack()).isFalse();
        assertThat(facts.toolchain().compilers()).containsExactly("GCC: (GNU) 14.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "62, true",
        "3, true",
        "22, true",
        "40, true",
        "8, true",
        "183, false",
        "243, false",
        "21, false",
        "258, false",
        "9999, false"
    })
    void usesTheDefaultOfTheMachineWithoutAStackHeader(int machine, boolean executable) throws Exception {
        ElfBuilder elf = ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, machine);
        assertThat(elf.build().facts().hardening().needsExecutableStack()).isFalse();
        assertThat(elf.withoutStackHeader().build().facts().hardening().needsExecutableStack())
                .isEqualTo(executable);
        assertThat(elf.executableStack().build().facts().hardening().needsExecutableStack())
                .isTrue();
    }

    @Test
    void relroIsFullOnlyWithImmediateBinding() throws Exception {
        assertThat(ElfBuilder.library().build().facts().hardening().relro()).isEqualTo(Relro.NONE);
        assertThat(withEntry(DynamicTag.DT_BIND_NOW, 0).hardening().relro()).isEqualTo(Relro.FULL);
        assertThat(withEntry(DynamicTag.DT_FLAGS, 8 /* DF_BIND_NOW */)
                        .hardening()
                        .relro())
                .isEqualTo(Relro.FULL);
        assertThat(withEntry(DynamicTag.DT_FLAGS_1, DF_1_NOW).hardening().relro())
                .isEqualTo(Relro.FULL);
        assertThat(withEntry(DynamicTag.DT_FLAGS, 4 /* DF_TEXTREL */)
                        .hardening()
                        .relro())
                .isEqualTo(Relro.PARTIAL);
    }

    @Test
    void findsTextRelocations() throws Exception {
        assertThat(withEntry(DynamicTag.DT_TEXTREL, 0).hardening().textrel()).isTrue();
        assertThat(withEntry(DynamicTag.DT_FLAGS, 4 /* DF_TEXTREL */)
                        .hardening()
                        .textrel())
                .isTrue();
        assertThat(withEntry(DynamicTag.DT_FLAGS, 8 /* DF_BIND_NOW */)
                        .hardening()
                        .textrel())
                .isFalse();
    }

    @Test
    void countsButDoesNotListSymbolsWithoutName() throws Exception {
        ElfFacts facts =
                ElfBuilder.library().importing("").importing("a").build().facts();
        assertThat(facts.symbols().undefined()).isEqualTo(2);
        assertThat(facts.symbols().unversionedImports()).containsExactly(new ImportedSymbol("a", false));
    }

    @Test
    void asksForTablesOnly() throws Exception {
        byte[] head = ElfBuilder.library()
                .needed("libc.so.6")
                .need("libc.so.6", "GLIBC_2.17", "memcpy")
                .bytes();
        byte[] padded = Arrays.copyOf(head, 10_000_000);
        HeapSource source = new HeapSource(padded);
        assertThat(ElfReader.read(source).linkage().needed()).containsExactly("libc.so.6");
        assertThat(source.bytesAsked()).isLessThan(4L * head.length);
        assertThat(source.viewsAsked()).isLessThan(20);
    }

    @Test
    void recognizesElfByItsFirstFourBytes() throws Exception {
        assertThat(ElfReader.looksLikeElf(view(0x7f, 'E', 'L', 'F'))).isTrue();
        assertThat(ElfReader.looksLikeElf(view(0x7f, 'E', 'L', 'F').order(ByteOrder.BIG_ENDIAN)))
                .isTrue();
        assertThat(ElfReader.looksLikeElf(view(0xca, 0xfe, 0xba, 0xbe))).isFalse();
        assertThat(ElfReader.looksLikeElf(view(0x7f, 'E', 'L'))).isFalse();
        assertThat(ElfReader.looksLikeElf(view())).isFalse();
    }

    private static ElfFacts withEntry(long tag, long value) throws Exception {
        return ElfBuilder.library().relro().entry(tag, value).build().facts();
    }

    private static VersionNeed need(String library, String version, boolean weak, String... symbols) {
        return new VersionNeed(
                library,
                new SymbolVersion(version),
                weak,
                List.of(symbols).stream()
                        .map(symbol -> new ImportedSymbol(symbol, false))
                        .toList());
    }

    private static ByteView view(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            buffer.put((byte) b);
        }
        return ByteView.of(buffer.flip(), Format.ELF, 0);
    }
}
