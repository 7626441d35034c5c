package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfBuilder.HashStyle;
import dev.wheelsweep.core.elf.ElfBuilder.Strings;
import dev.wheelsweep.core.elf.content.DynamicTag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** glibc loads files whose sizes and definitions are wrong; what it then needs is what we read. */
@EnabledIf("dev.wheelsweep.core.elf.Loader#isGlibcOnX8664")
final class LoaderDifferentialTest {
    private static final int PAGE = 4096;
    private static final int VERDEF = 28;

    @TempDir
    private Path scratch;

    static ElfBuilder library() {
        return ElfBuilder.library()
                .needed("libm.so.6", "libc.so.6")
                .soname("libodd.so")
                .need("libm.so.6", "GLIBC_2.29", "exp")
                .need("libc.so.6", "GLIBC_2.2.5", "memcpy")
                .need("libc.so.6", "GLIBC_2.14")
                .defining("ODD_1")
                .defining("ODD_2")
                .exporting("odd");
    }

    @Test
    void ignoresTheSizesOfStringsAndSymbols() throws Exception {
        BuiltElf elf = library().hash(HashStyle.SYSV).build();
        for (long size : new long[] {0, 1, 4, 5, 30, Long.MAX_VALUE, -1}) {
            agrees("DT_STRSZ " + size, elf.word(elf.value(DynamicTag.DT_STRSZ), size));
        }
        agrees("no DT_STRSZ", elf.word(elf.tag(DynamicTag.DT_STRSZ), 0x6000_1234L));
        for (long size : new long[] {0, 1, 16, 25, -1}) {
            agrees("DT_SYMENT " + size, elf.word(elf.value(DynamicTag.DT_SYMENT), size));
        }
    }

    @Test
    void ignoresWhatIsWrongWithDefinitions() throws Exception {
        BuiltElf elf = library().build();
        int base = elf.at(Table.VERSION_DEFINITIONS);
        int first = base + VERDEF;
        agrees("vd_version", elf.u16(first, 7));
        agrees("vd_hash", elf.u32(first + 8, 7));
        agrees("vd_cnt", elf.u16(first + 6, 0));
        agrees("vda_name beyond DT_STRSZ", elf.u32(first + 20, 0x300));
        agrees("vda_name", elf.u32(first + 20, 0x7fff_0000L));
        agrees("vda_next", elf.u32(first + 24, 0xffff_0000L));
        agrees("vd_next ends early", elf.u32(first + 16, 0));
        agrees("vd_next overlaps", elf.u32(first + 16, 8));
    }

    @Test
    void followsTablesFromOneSegmentIntoTheNext() throws Exception {
        for (HashStyle hash : List.of(HashStyle.GNU, HashStyle.SYSV)) {
            for (Strings strings : Strings.values()) {
                ElfBuilder builder = library().hash(hash).strings(strings).withoutSections();
                for (int i = 0; i < 500; i++) {
                    builder.importing("some_symbol_with_a_name_" + i);
                }
                BuiltElf elf = builder.build();
                for (int cut = PAGE; cut < elf.at(Table.DYNAMIC); cut += PAGE) {
                    agrees("%s %s divided at %d".formatted(hash, strings, cut), elf.divided(cut, PAGE));
                }
            }
        }
    }

    private void agrees(String change, BuiltElf elf) throws Exception {
        Path file = scratch.resolve("built-%d.so".formatted(elf.hashCode()));
        Files.write(file, elf.bytes());
        Loader loader = Loader.of(file);
        assertThat(loader.error).as(change).isEmpty();
        ElfFacts facts = elf.facts();
        assertThat(facts.linkage().needed()).as(change).containsExactly("libm.so.6", "libc.so.6");
        assertThat(facts.symbols().versionNeeds())
                .as(change)
                .extracting(need -> need.library() + " " + need.version().name())
                .containsExactlyElementsOf(loader.versions);
    }
}
