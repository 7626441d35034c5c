package dev.wheelsweep.core.elf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The notes of freedesktop.org, bit by bit; {@link MetadataNotesDifferentialTest} has those of real tools. */
class MetadataNotesTest {
    private static final String FDO = "FDO";
    private static final int PACKAGE = 0xcafe1a7e;
    private static final int DLOPEN = 0x407c0c0a;

    @Test
    void theTextIsKeptUpToItsNul() throws Exception {
        ElfFacts.Metadata metadata = metadata(ElfBuilder.library()
                .note(FDO, DLOPEN, hex("[1]\0rest"))
                .note(FDO, PACKAGE, hex("{}\0\0"))
                .note(FDO, DLOPEN, hex("no NUL")));

        assertThat(metadata.packageNote()).contains("{}");
        assertThat(metadata.dlopenNotes()).containsExactly("[1]", "no NUL");
    }

    @Test
    void ofTwoPackageNotesTheFirstCounts() throws Exception {
        assertThat(metadata(ElfBuilder.library()
                                .note(FDO, PACKAGE, hex("first\0"))
                                .note(FDO, PACKAGE, hex("second\0")))
                        .packageNote())
                .contains("first");
    }

    @Test
    void notesOfOtherOwnersAndTypesAreNone() throws Exception {
        assertThat(metadata(ElfBuilder.library()
                        .note("GNU", PACKAGE, hex("{}\0"))
                        .note("FDO2", DLOPEN, hex("[]\0"))
                        .note(FDO, 1, hex("{}\0"))))
                .isEqualTo(ElfFacts.Metadata.NONE);
    }

    @Test
    void aLongNoteIsCutAndBytesThatAreNoTextAreEscaped() throws Exception {
        int limit = ElfLimits.METADATA_NOTE;
        assertThat(metadata(ElfBuilder.library().note(FDO, DLOPEN, hex("x".repeat(limit + 1))))
                        .dlopenNotes())
                .containsExactly("x".repeat(limit));
        assertThat(metadata(ElfBuilder.library().note(FDO, PACKAGE, "7bff00")).packageNote())
                .contains("{\\xff");
        assertThat(metadata(ElfBuilder.library().note(FDO, PACKAGE, "")).packageNote())
                .contains("");
    }

    private static ElfFacts.Metadata metadata(ElfBuilder elf) throws Exception {
        return elf.build().facts().metadata();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
