package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFacts.Lookups;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Which imports relocations name, in which order: built files beside what is known of them, this JVM beside readelf. */
final class RelocationsDifferentialTest {
    private static final int A = 1;
    private static final int B = 2;
    private static final int WEAK = 3;
    private static final int OWN = 4;

    private static ElfBuilder library(ElfLayout layout, ByteOrder order, int machine) {
        return ElfBuilder.library(layout, order, machine)
                .importing("a")
                .importing("b")
                .weaklyImporting("weak")
                .exporting("own");
    }

    private static ElfBuilder library() {
        return library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.X86_64);
    }

    @Test
    void theFirstRelocationOfEachStrongImportCounts() throws IOException, FormatException {
        for (ElfBuilder builder : List.of(
                library(),
                library(ElfLayout.ELF64, ByteOrder.BIG_ENDIAN, ElfBuilder.S390),
                library(ElfLayout.ELF32, ByteOrder.LITTLE_ENDIAN, ElfBuilder.I386),
                library(ElfLayout.ELF32, ByteOrder.BIG_ENDIAN, ElfBuilder.ARM))) {
            for (int symbol : new int[] {0, WEAK, B, OWN, B, A, B}) {
                builder.relocating(symbol);
            }
            assertThat(builder.build().facts().symbols().lookups())
                    .contains(new Lookups(List.of(B - 1, A - 1), List.of()));
        }
    }

    @Test
    void anImportThatNoRelocationNamesIsNotLookedUp() throws IOException, FormatException {
        assertThat(library().relocating(B).build().facts().symbols().lookups())
                .contains(new Lookups(List.of(B - 1), List.of()));
        assertThat(library().build().facts().symbols().lookups()).contains(new Lookups(List.of(), List.of()));
    }

    @Test
    void tablesThatAreNotThereOrTooLargeAreUnknown() throws IOException, FormatException {
        assertThat(library()
                        .entry(DynamicTag.DT_JMPREL, 0x7fff_0000L)
                        .entry(DynamicTag.DT_PLTRELSZ, 24)
                        .build()
                        .facts()
                        .symbols()
                        .lookups())
                .isEmpty();
        assertThat(library()
                        .code(new byte[ElfLimits.RELOCATIONS + 1])
                        .relocating(A)
                        .entry(DynamicTag.DT_RELASZ, ElfLimits.RELOCATIONS + 1)
                        .build()
                        .facts()
                        .symbols()
                        .lookups())
                .isEmpty();
        assertThat(library(ElfLayout.ELF32, ByteOrder.BIG_ENDIAN, ElfBuilder.MIPS)
                        .relocating(A)
                        .build()
                        .facts()
                        .symbols()
                        .lookups())
                .isEqualTo(Optional.empty());
    }

    /** glibc takes the end of DT_RELA that is DT_JMPREL only once. */
    @Test
    void relocationsInBothTablesAreThoseOfThePlt() throws IOException, FormatException {
        BuiltElf whole = library().relocating(B).relocating(A).build();
        long second = ElfAssembly.HEAD_BASE + whole.at(BuiltElf.Table.RELOCATIONS) + 24;
        assertThat(library()
                        .relocating(B)
                        .relocating(A)
                        .entry(DynamicTag.DT_JMPREL, second)
                        .entry(DynamicTag.DT_PLTRELSZ, 24)
                        .build()
                        .facts()
                        .symbols()
                        .lookups())
                .contains(new Lookups(List.of(B - 1), List.of(A - 1)));
    }

    @Test
    @EnabledIf(
            value = "dev.wheelsweep.core.elf.Readelf#isInstalled",
            disabledReason = "binutils' readelf is not installed")
    void theLibrariesOfThisJvmAreReadAsReadelfReadsThem() throws IOException, FormatException {
        int compared = 0;
        for (String name : List.of("libjava.so", "libzip.so", "libnet.so", "libnio.so", "libjli.so")) {
            Path library = Path.of(System.getProperty("java.home"), "lib", name);
            if (Files.isRegularFile(library)) {
                ElfFacts facts = ElfReader.read(new HeapSource(Files.readAllBytes(library)));
                ReadelfAgreement.checkLookups(name, facts, Readelf.of(library));
                assertThat(facts.symbols().lookups().orElseThrow().dataFirst())
                        .as(name)
                        .isNotEmpty();
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }
}
