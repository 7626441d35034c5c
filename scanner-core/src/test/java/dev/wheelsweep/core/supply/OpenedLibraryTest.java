package dev.wheelsweep.core.supply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfFactsBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenedLibraryTest {
    @Test
    void namesOfOneObjectAreChoices() {
        assertThat(texts("""
                [{"soname":["libfoo.so.2","libfoo.so.1"],"feature":"foo","description":"Foo","priority":"suggested","more":[1]},
                 {"soname":["libbar.so"]}]"""))
                .containsExactly(
                        "libfoo.so.2 0 foo Foo suggested -",
                        "libfoo.so.1 1 foo Foo suggested -",
                        "libbar.so 0 - - - -");
    }

    /** The specification had one object with one name at first. */
    @Test
    void oneObjectAndOneNameWillDo() {
        assertThat(texts("{\"soname\":\"libfoo.so.1\"}")).containsExactly("libfoo.so.1 0 - - - -");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`7`                           | not a list of JSON objects",
                "`[7]`                         | an element of the list is no object",
                "`[{\"soname\":[1]}]`        | \"soname\" is no string",
                "`[{\"feature\":[\"a\"]}]` | \"feature\" is no string",
                "`[{\"feature\":\"a\"}]`   | an object without \"soname\"",
                "`[{\"soname\":[]}]`         | an object without \"soname\"",
                "`[`                           | no JSON",
            })
    void aBadNoteIsOneRowThatSaysWhy(String note, String fault) {
        List<OpenedLibrary> libraries = of(note);

        assertThat(libraries).hasSize(1);
        assertThat(libraries.get(0).soname()).isEmpty();
        assertThat(libraries.get(0).fault())
                .hasValueSatisfying(text -> assertThat(text).startsWith(fault));
    }

    @Test
    void whatWasReadBeforeAFaultIsKept() {
        assertThat(of("[{\"soname\":[\"liba.so\"]}, oops"))
                .extracting(library -> library.soname().orElse("-"))
                .containsExactly("liba.so", "-");
    }

    @Test
    void aFileOfTheWheelIsFoundByNameAndBySoname() {
        TreeMap<String, ElfFacts> files = new TreeMap<>(Map.of(
                "pkg/_a.so",
                new ElfFactsBuilder()
                        .dlopenNote("[{\"soname\":[\"libx.so.1\",\"liby.so\",\"libz.so\"]}]")
                        .build(),
                "pkg.libs/libx-1a2b3c4d.so.1",
                new ElfFactsBuilder().soname("libx.so.1").build(),
                "pkg/liby.so",
                new ElfFactsBuilder().build()));

        assertThat(OpenedLibrary.allOf(files))
                .extracting(library -> library.fileInWheel().orElse("-"))
                .containsExactly("pkg.libs/libx-1a2b3c4d.so.1", "pkg/liby.so", "-");
    }

    private static List<OpenedLibrary> of(String note) {
        return OpenedLibrary.allOf(new TreeMap<>(
                Map.of("a.so", new ElfFactsBuilder().dlopenNote(note).build())));
    }

    private static List<String> texts(String note) {
        return of(note).stream()
                .map(library -> String.join(
                        " ",
                        Stream.of(
                                        library.soname(),
                                        Optional.of(Integer.toString(library.choice())),
                                        library.feature(),
                                        library.description(),
                                        library.priority(),
                                        library.fault())
                                .map(text -> text.orElse("-"))
                                .toList()))
                .toList();
    }
}
