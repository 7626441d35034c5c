package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares our facts of one file with readelf's listing, fact by fact. */
final class ReadelfAgreement {
    private ReadelfAgreement() {}

    static void check(String file, ElfFacts facts, Readelf readelf) {
        checkDynamicEntries(file, facts, readelf);
        assertThat(needs(facts)).as("%s: version needs", file).isEqualTo(readelf.needs);
        assertThat(facts.symbols().undefined())
                .as("%s: undefined symbols", file)
                .isEqualTo(readelf.undefined);
        assertThat(imports(facts)).as("%s: imports", file).containsExactlyInAnyOrderElementsOf(readelf.imports);
    }

    /** readelf also lists relocations of symbols that are weak or defined in the file itself. */
    static void checkLookups(String file, ElfFacts facts, Readelf readelf) {
        List<String> strong = new ArrayList<>();
        facts.symbols().unversionedImports().forEach(symbol -> strong.add(symbol.weak() ? "" : symbol.name()));
        for (VersionNeed need : facts.symbols().versionNeeds()) {
            need.symbols()
                    .forEach(symbol -> strong.add(
                            symbol.weak()
                                    ? ""
                                    : symbol.name() + "@" + need.version().name()));
        }
        ElfFacts.Lookups lookups = facts.symbols().lookups().orElseThrow();
        assertThat(lookups.data().stream().map(strong::get).toList())
                .as("%s: symbols of DT_REL and DT_RELA", file)
                .isEqualTo(readelf.dataSymbols.stream().filter(strong::contains).toList());
        assertThat(lookups.plt().stream().map(strong::get).toList())
                .as("%s: symbols of DT_JMPREL", file)
                .isEqualTo(readelf.pltSymbols.stream().filter(strong::contains).toList());
    }

    static void checkDynamicEntries(String file, ElfFacts facts, Readelf readelf) {
        assertThat(facts.linkage().needed()).as("%s: DT_NEEDED", file).isEqualTo(readelf.needed);
        assertThat(facts.linkage().soname().stream().toList())
                .as("%s: DT_SONAME", file)
                .isEqualTo(readelf.sonames);
        assertThat(facts.linkage().rpath().stream().toList())
                .as("%s: DT_RPATH", file)
                .isEqualTo(readelf.rpaths);
        assertThat(facts.linkage().runpath().stream().toList())
                .as("%s: DT_RUNPATH", file)
                .isEqualTo(readelf.runpaths);
    }

    private static List<Readelf.Need> needs(ElfFacts facts) {
        return facts.symbols().versionNeeds().stream()
                .map(need -> new Readelf.Need(need.library(), need.version().name(), need.weak()))
                .toList();
    }

    private static List<Readelf.Import> imports(ElfFacts facts) {
        Stream<Readelf.Import> versioned = facts.symbols().versionNeeds().stream()
                .flatMap(need -> need.symbols().stream()
                        .map(symbol ->
                                new Readelf.Import(symbol.name(), need.version().name(), symbol.weak())));
        Stream<Readelf.Import> unversioned = facts.symbols().unversionedImports().stream()
                .map(symbol -> new Readelf.Import(symbol.name(), "", symbol.weak()));
        return Stream.concat(versioned, unversioned).toList();
    }
}
