package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfBuilder.HashStyle;
import dev.wheelsweep.core.elf.ElfBuilder.Strings;
import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares our facts of built files with readelf; this tests the builder as much as the reader. */
@EnabledIf(value = "dev.wheelsweep.core.elf.Readelf#isInstalled", disabledReason = "binutils' readelf is not installed")
final class ReadelfDifferentialTest {
    @TempDir
    private Path scratch;

    private static Stream<Arguments> platforms() {
        return Stream.of(
                Arguments.of(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.X86_64),
                Arguments.of(ElfLayout.ELF32, ByteOrder.LITTLE_ENDIAN, ElfBuilder.I386),
                Arguments.of(ElfLayout.ELF32, ByteOrder.LITTLE_ENDIAN, ElfBuilder.ARM),
                Arguments.of(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.PPC64),
                Arguments.of(ElfLayout.ELF64, ByteOrder.BIG_ENDIAN, ElfBuilder.PPC64),
                Arguments.of(ElfLayout.ELF64, ByteOrder.BIG_ENDIAN, ElfBuilder.S390),
                Arguments.of(ElfLayout.ELF32, ByteOrder.BIG_ENDIAN, ElfBuilder.MIPS));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void agreesOnEveryHashStyleAndPlaceOfStrings(ElfLayout layout, ByteOrder order, int machine) throws Exception {
        for (HashStyle hash : HashStyle.values()) {
            for (Strings strings : Strings.values()) {
                BuiltElf built =
                        full(layout, order, machine).hash(hash).strings(strings).build();
                ElfFacts facts = built.facts();
                assertThat(facts.symbols().versionNeeds()).hasSize(4);
                ReadelfAgreement.check(hash + " " + strings, facts, readelf(built));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void agreesOnFilesThatOnlyImport(ElfLayout layout, ByteOrder order, int machine) throws Exception {
        for (HashStyle hash : HashStyle.values()) {
            for (Strings strings : Strings.values()) {
                BuiltElf built = ElfBuilder.library(layout, order, machine)
                        .needed("libc.so.6")
                        .need("libc.so.6", "GLIBC_2.17", "memcpy")
                        .importing("PyLong_FromLong")
                        .hash(hash)
                        .strings(strings)
                        .build();
                assertThat(built.facts().symbols().undefined()).isEqualTo(2);
                ReadelfAgreement.check(hash + " " + strings, built.facts(), readelf(built));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void agreesOnFilesThatNeedNothing(ElfLayout layout, ByteOrder order, int machine) throws Exception {
        BuiltElf built = ElfBuilder.library(layout, order, machine).build();
        ReadelfAgreement.check("empty", built.facts(), readelf(built));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void agreesOnDynamicEntriesWithoutSections(ElfLayout layout, ByteOrder order, int machine) throws Exception {
        BuiltElf built = full(layout, order, machine).withoutSections().build();
        Readelf readelf = readelf(built);
        assertThat(readelf.needed).hasSize(2);
        ReadelfAgreement.checkDynamicEntries("stripped", built.facts(), readelf);
    }

    // ---- where we differ on purpose, because the loader does

    /** readelf goes to p_offset, ld.so to p_vaddr. */
    @Test
    void findsTheDynamicSegmentByItsAddress() throws Exception {
        BuiltElf good =
                ElfBuilder.library().needed("libc.so.6").withoutSections().build();
        BuiltElf misled = good.word(good.segment(Segment.PT_DYNAMIC, Field.P_OFFSET), 0);
        assertThat(readelf(misled).needed).isEmpty();
        assertThat(misled.facts().linkage().needed()).containsExactly("libc.so.6");
    }

    /** readelf stops after vn_cnt versions, ld.so continues while vna_next is not 0. */
    @Test
    void followsLinksAndIgnoresCounts() throws Exception {
        BuiltElf good = ElfBuilder.library()
                .need("libc.so.6", "GLIBC_2.2.5")
                .need("libc.so.6", "GLIBC_2.38")
                .build();
        BuiltElf hiding = good.u16(good.at(Table.VERSION_NEEDS) + 2 /* vn_cnt */, 1);
        assertThat(readelf(hiding).needs).hasSize(1);
        assertThat(hiding.facts().symbols().versionNeeds()).hasSize(2);
    }

    /** readelf takes version needs from the section, ld.so from DT_VERNEED. */
    @Test
    void ignoresSectionHeaders() throws Exception {
        BuiltElf good = ElfBuilder.library().need("libc.so.6", "GLIBC_2.38").build();
        int verneedSection = 4;
        int type =
                good.at(Table.SECTION_HEADERS) + verneedSection * good.layout().size(Struct.SECTION_HEADER) + 4;
        BuiltElf hiding = good.u32(type, 1 /* SHT_PROGBITS */);
        assertThat(readelf(hiding).needs).isEmpty();
        assertThat(hiding.facts().symbols().versionNeeds()).hasSize(1);
    }

    private static ElfBuilder full(ElfLayout layout, ByteOrder order, int machine) {
        return ElfBuilder.library(layout, order, machine)
                .needed("libc.so.6", "libz.so.1")
                .soname("libfull.so.1")
                .rpath("$ORIGIN/../full.libs")
                .runpath("$ORIGIN:/opt/lib")
                .need("libc.so.6", "GLIBC_2.17", "memcpy", "puts")
                .weakNeed("libc.so.6", "GLIBC_ABI_DT_RELR")
                .need("libz.so.1", "ZLIB_1.2.9", "inflate")
                .need("libz.so.1", "ZLIB_1.2.0")
                .defining("FULL_1.0")
                .importing("PyLong_FromLong")
                .weaklyImporting("__gmon_start__")
                .exporting("PyInit_full")
                .exporting("helper")
                .comment("GCC: (GNU) 14.2.1");
    }

    private Readelf readelf(BuiltElf built) throws IOException {
        Path file = scratch.resolve("built.so");
        Files.write(file, built.bytes());
        return Readelf.of(file);
    }
}
