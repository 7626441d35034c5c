package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.content.DynamicTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that this machine's ld.so refuses, and those that only just pass. glibc 2.36 or newer. */
@EnabledIf("dev.wheelsweep.core.elf.Loader#isGlibcOnX8664")
final class RefusalDifferentialTest {
    private static final long DT_RELRSZ = 35;
    private static final long DT_RELRENT = 37;

    private static final String LOADED = "";

    @TempDir
    Path scratch;

    @Test
    void segmentsThatNoLoaderMaps() throws Exception {
        BuiltElf good = library().build();
        agree(good, LOADED);
        agree(
                good.word(good.segment(Segment.PT_LOAD, Field.P_VADDR), ElfAssembly.HEAD_BASE - 8),
                "ELF load command address/offset not page-aligned",
                Oddity.SEGMENT_NOT_PAGE_ALIGNED);
    }

    /** glibc before 2.35 said "ELF load command address/offset not properly aligned" or "alignment not page-aligned". */
    @Test
    void segmentsThatOnlyNewLoadersMap() throws Exception {
        agree(library().alignment(0x200000).build(), LOADED, Oddity.SEGMENT_NOT_ALIGNED);
        agree(library().alignment(8).build(), LOADED, Oddity.SEGMENT_NOT_ALIGNED);
    }

    @Test
    void relrNeedsItsMarkerOnlyBesideOtherNeedsOfLibc() throws Exception {
        String refused = "DT_RELR without GLIBC_ABI_DT_RELR dependency";
        agree(relr(library()).build(), refused);
        agree(relr(library().need("libc.so.6", "GLIBC_ABI_DT_RELR")).build(), LOADED);
        agree(relr(library().weakNeed("libc.so.6", "GLIBC_ABI_DT_RELR")).build(), LOADED);
        agree(relr(ElfBuilder.library().needed("libc.so.6")).build(), LOADED);
        agree(relr(ElfBuilder.library()).build(), LOADED);
    }

    @Test
    void filesOfOtherSystems() throws Exception {
        agree(library().build().u8(7, 3), LOADED);
        for (int osAbi : new int[] {2, 6, 9, 12}) {
            BuiltElf foreign = library().build().u8(7, osAbi);
            assertThat(load(foreign)).contains("ELF file OS ABI invalid");
            assertThat(foreign.facts().foreignSystem()).isPresent();
        }
    }

    private static ElfBuilder library() {
        return ElfBuilder.library().needed("libc.so.6").need("libc.so.6", "GLIBC_2.2.5");
    }

    private static ElfBuilder relr(ElfBuilder elf) {
        return elf.entry(DynamicTag.DT_RELR, ElfAssembly.HEAD_BASE)
                .entry(DT_RELRSZ, 0)
                .entry(DT_RELRENT, 8);
    }

    private void agree(BuiltElf elf, String message, Oddity... oddities) throws Exception {
        if (message.equals(LOADED)) {
            assertThat(load(elf)).isEmpty();
        } else {
            assertThat(load(elf)).contains(message);
        }
        assertThat(elf.facts().oddities()).containsExactly(oddities);
    }

    private String load(BuiltElf elf) throws IOException {
        Path file = scratch.resolve("library.so");
        Files.write(file, elf.bytes());
        return Loader.of(file).error;
    }
}
