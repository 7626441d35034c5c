package dev.wheelsweep.core.policy;

import static dev.wheelsweep.core.policy.BinaryBuilder.library;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Libc;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FloorsTest {

    /** Versions needed (those in brackets weakly), and the resulting floors. */
    private record Case(String name, List<String> needs, Map<String, String> floors, Integer glibcMinor) {}

    private static final List<Case> CASES = List.of(
            new Case("nothing", List.of(), Map.of(), null),
            new Case("one", List.of("GLIBC_2.17"), Map.of("GLIBC", "2.17"), 17),
            new Case("by number, not by text", List.of("GLIBC_2.9", "GLIBC_2.17"), Map.of("GLIBC", "2.17"), 17),
            new Case("in any order", List.of("GLIBC_2.17", "GLIBC_2.9"), Map.of("GLIBC", "2.17"), 17),
            new Case("three numbers above two", List.of("GLIBC_2.3.4", "GLIBC_2.3"), Map.of("GLIBC", "2.3.4"), 3),
            new Case("two above three", List.of("GLIBC_2.2.5", "GLIBC_2.3"), Map.of("GLIBC", "2.3"), 3),
            new Case("weak ones do not count", List.of("GLIBC_2.4", "(GLIBC_2.34)"), Map.of("GLIBC", "2.4"), 4),
            new Case("weak ones only", List.of("(GLIBC_2.34)"), Map.of(), null),
            new Case(
                    "names are no numbers",
                    List.of("GLIBC_2.4", "GLIBC_PRIVATE", "GLIBC_ABI_OTHER", "CXXABI_FLOAT128", "Base"),
                    Map.of("GLIBC", "2.4"),
                    4),
            new Case("markers have a release", List.of("GLIBC_2.4", "GLIBC_ABI_DT_RELR"), Map.of("GLIBC", "2.36"), 36),
            new Case("TLS descriptors", List.of("GLIBC_2.4", "GLIBC_ABI_GNU2_TLS"), Map.of("GLIBC", "2.43"), 43),
            new Case("TLS of i386", List.of("GLIBC_ABI_GNU_TLS", "GLIBC_2.4"), Map.of("GLIBC", "2.43"), 43),
            new Case("PLT rewriting", List.of("GLIBC_ABI_DT_X86_64_PLT"), Map.of("GLIBC", "2.43"), 43),
            new Case(
                    "a number above a marker", List.of("GLIBC_ABI_DT_RELR", "GLIBC_2.38"), Map.of("GLIBC", "2.38"), 38),
            new Case("weak markers", List.of("GLIBC_2.4", "(GLIBC_ABI_GNU2_TLS)"), Map.of("GLIBC", "2.4"), 4),
            new Case(
                    "each namespace by itself",
                    List.of("GLIBCXX_3.4.9", "CXXABI_1.3", "GLIBCXX_3.4.19", "GCC_3.0", "OPENSSL_1.1.0"),
                    Map.of("CXXABI", "1.3", "GCC", "3.0", "GLIBCXX", "3.4.19", "OPENSSL", "1.1.0"),
                    null),
            new Case("a glibc to come", List.of("GLIBC_3.1"), Map.of("GLIBC", "3.1"), null),
            new Case("no second number", List.of("GLIBC_2"), Map.of("GLIBC", "2"), 0));

    @Test
    void areTheHighestNumbersOfEachNamespace() throws IOException, FormatException {
        for (Case it : CASES) {
            Floors floors = Floors.of(file("a.so", it.needs().toArray(String[]::new)));

            assertThat(texts(floors)).as(it.name()).isEqualTo(it.floors());
            assertThat(floors.glibcMinor()).as(it.name()).isEqualTo(Optional.ofNullable(it.glibcMinor()));
            assertThat(floors.text(Floors.GLIBC))
                    .as(it.name())
                    .isEqualTo(Optional.ofNullable(it.floors().get("GLIBC")));
        }
    }

    /** glibc looks for the symbol even if it does not insist on the version. */
    @Test
    void aWeakVersionCountsForItsStrongSymbols() throws IOException, FormatException {
        assertThat(floor(ElfBuilder.library().weakNeedOfStrong("libc.so.6", "GLIBC_2.36", "arc4random")))
                .contains("2.36");
        assertThat(floor(ElfBuilder.library().weakNeed("libc.so.6", "GLIBC_2.36", "arc4random")))
                .isEmpty();
        assertThat(floor(ElfBuilder.library().weakNeed("libc.so.6", "GLIBC_2.36")))
                .isEmpty();
        assertThat(floor(ElfBuilder.library().needOfWeak("libc.so.6", "GLIBC_2.36", "arc4random")))
                .contains("2.36");
    }

    /** What the loader must be able to do, though no version says so. */
    @Test
    void areAlsoTheGlibcThatCanLoadTheFile() {
        assertThat(floor(library("a.so").libc(Libc.GLIBC).relr())).contains("2.36");
        assertThat(floor(library("a.so").libc(Libc.GLIBC).oddity(Oddity.SEGMENT_NOT_ALIGNED)))
                .contains("2.35");
        assertThat(floor(library("a.so").libc(Libc.GLIBC).oddity(Oddity.SEGMENT_NOT_PAGE_ALIGNED)))
                .isEmpty();
        assertThat(floor(library("a.so").libc(Libc.MUSL).relr())).isEmpty();
        assertThat(floor(library("a")
                        .libc(Libc.GLIBC)
                        .kind(ElfKind.STATIC_EXECUTABLE)
                        .relr()))
                .isEmpty();
    }

    private static Optional<String> floor(ElfBuilder elf) throws IOException, FormatException {
        return Floors.of(LoneBinary.at("a.so", elf)).text(Floors.GLIBC);
    }

    private static Optional<String> floor(BinaryBuilder file) {
        return Floors.of(file.build()).text(Floors.GLIBC);
    }

    @Test
    void ofAWheelAreThoseOfAllItsFiles() throws IOException, FormatException {
        Floors floors = Floors.of(
                List.of(file("a.so", "GLIBC_2.17", "GCC_3.0"), file("b.so", "GLIBC_2.28"), file("c.so", "GLIBC_2.5")));

        assertThat(texts(floors)).isEqualTo(Map.of("GLIBC", "2.28", "GCC", "3.0"));
        assertThat(floors.of("GLIBCXX")).isEmpty();
    }

    @Test
    void versionsOfOtherLibrariesThatAreNamedAfterGlibcsDoNotCount() throws IOException, FormatException {
        ElfBuilder elf = ElfBuilder.library()
                .need("libgcc_s-1a2b.so.1", "GLIBC_2.0")
                .need("libgcc_s-1a2b.so.1", "GCC_3.0")
                .need("libresolv.so.2", "GLIBC_2.9");

        assertThat(texts(Floors.of(LoneBinary.at("a.so", elf)))).isEqualTo(Map.of("GCC", "3.0", "GLIBC", "2.9"));
    }

    @Test
    void areInTheOrderOfTheirNames() throws IOException, FormatException {
        assertThat(Floors.of(file("a.so", "ZLIB_1", "GLIBC_2.5", "ACL_1.0"))
                        .byNamespace()
                        .keySet())
                .containsExactly("ACL", "GLIBC", "ZLIB");
    }

    private static Map<String, String> texts(Floors floors) {
        Map<String, String> texts = new TreeMap<>();
        floors.byNamespace().forEach((namespace, floor) -> texts.put(namespace, floor.toString()));
        return texts;
    }

    private static Binary file(String path, String... needs) throws IOException, FormatException {
        ElfBuilder elf = ElfBuilder.library();
        Arrays.stream(needs).forEach(need -> {
            if (need.startsWith("(")) {
                elf.weakNeed("libc.so.6", need.substring(1, need.length() - 1));
            } else {
                elf.need("libc.so.6", need);
            }
        });
        return LoneBinary.at(path, elf);
    }
}
