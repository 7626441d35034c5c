package dev.wheelsweep.core.stableabi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StableAbiPromiseTest {
    /** In the stable ABI since 3.10, since the first one, and never. */
    private static final String[] IMPORTS = {"PyUnicode_AsUTF8AndSize", "PyList_New", "PyMethod_New"};

    @ParameterizedTest
    @CsvSource({
        "cp38-abi3, 3.8, false",
        "cp310.cp39-abi3, 3.9, false",
        "cp3-abi3, 3.2, false",
        "py3-abi3, 3.2, false",
        "cp315-abi3.abi3t, 3.15, true",
        "cp39-abi3t, 3.15, true"
    })
    void promiseOfTags(String tags, String oldest, boolean freeThreaded) throws FormatException {
        assertThat(promise(tags))
                .contains(new StableAbiPromise(DottedNumber.parse(oldest).orElseThrow(), freeThreaded));
    }

    @ParameterizedTest
    @CsvSource({"cp312-cp312", "py3-none", "cp312-none"})
    void otherTagsPromiseNone(String tags) throws FormatException {
        assertThat(promise(tags)).isEmpty();
    }

    @Test
    void symbolsThatAreLaterThanTheTagsOrInNoStableAbi() throws FormatException {
        assertThat(texts("cp39-abi3", Map.of("_x.abi3.so", new ElfFactsBuilder().imports(IMPORTS))))
                .containsExactly(
                        "_x.abi3.so: PyMethod_New is not in the stable ABI",
                        "_x.abi3.so: PyUnicode_AsUTF8AndSize is in the stable ABI from Python 3.10 on, the tags promise 3.9");
        assertThat(texts("cp310-abi3", Map.of("_x.so", new ElfFactsBuilder().imports(IMPORTS))))
                .containsExactly("_x.so: PyMethod_New is not in the stable ABI");
    }

    @Test
    void weakImportIsMarked() throws FormatException {
        assertThat(violations("cp39-abi3", Map.of("_x.so", new ElfFactsBuilder().weakImport(IMPORTS[2]))))
                .extracting(StableAbiViolation::weak)
                .containsExactly(true);
    }

    @Test
    void fileForOnePythonMayUseItsSymbols() throws FormatException {
        assertThat(texts(
                        "cp39-abi3",
                        Map.of("_x.cpython-312-x86_64-linux-gnu.so", new ElfFactsBuilder().imports(IMPORTS))))
                .isEmpty();
    }

    @Test
    void symbolMayBeDefinedInAnotherWheel() throws FormatException {
        ElfFactsBuilder file =
                new ElfFactsBuilder().imports(IMPORTS).needed("libc.so.6", "libz.so.1", "libshiboken6.abi3.so.6.9");
        assertThat(texts("cp39-abi3", Map.of("_x.abi3.so", file))).isEmpty();
        assertThat(texts(
                        "cp39-abi3",
                        Map.of(
                                "_x.abi3.so",
                                new ElfFactsBuilder().imports(IMPORTS).needed("libc.so.6", "libz.so.1"))))
                .hasSize(2);
    }

    @Test
    void symbolThatAnotherFileOfTheWheelDefines() throws FormatException {
        Map<String, ElfFactsBuilder> files = Map.of(
                "_x.abi3.so",
                new ElfFactsBuilder().imports(IMPORTS).needed("libown.so.1").inWheel(2),
                "p.libs/libown-1.so",
                new ElfFactsBuilder().soname("libown.so.1"));
        assertThat(texts("cp39-abi3", files))
                .containsExactly(
                        "_x.abi3.so: PyUnicode_AsUTF8AndSize is in the stable ABI from Python 3.10 on, the tags promise 3.9");
    }

    @Test
    void nothingIsSaidIfDefinitionsWereNotRead() throws FormatException {
        Map<String, ElfFactsBuilder> files = Map.of(
                "_x.abi3.so",
                new ElfFactsBuilder().imports(IMPORTS).needed("libown.so.1"),
                "p.libs/libown-1.so",
                new ElfFactsBuilder().soname("libown.so.1"));
        assertThat(texts("cp39-abi3", files)).isEmpty();
    }

    @Test
    void extensionWithoutGil() throws FormatException {
        ElfFactsBuilder old = new ElfFactsBuilder().imports("PyModuleDef_Init").hook("PyInit__x");
        assertThat(texts("cp315-abi3.abi3t", Map.of("_x.abi3t.so", old)))
                .containsExactly(
                        "_x.abi3t.so: PyModuleDef_Init cannot be used with abi3t",
                        "_x.abi3t.so: no PyModExport_ function, which abi3t needs");
        assertThat(texts("cp315-abi3.abi3t", Map.of("_x.abi3.so", old))).isEmpty();
        assertThat(texts(
                        "cp315-abi3t",
                        Map.of(
                                "_x.abi3t.so",
                                new ElfFactsBuilder().hook("PyInit__x").hook("PyModExport__x"))))
                .isEmpty();
    }

    private static Optional<StableAbiPromise> promise(String tags) throws FormatException {
        return StableAbiPromise.of(WheelFilename.parse("p-1-" + tags + "-linux_x86_64.whl"));
    }

    private static List<StableAbiViolation> violations(String tags, Map<String, ElfFactsBuilder> files)
            throws FormatException {
        Map<String, ElfFacts> facts = files.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().build()));
        return promise(tags).orElseThrow().violations(facts, "libz.so.1"::equals);
    }

    private static List<String> texts(String tags, Map<String, ElfFactsBuilder> files) throws FormatException {
        return violations(tags, files).stream()
                .map(violation -> violation.file() + ": " + violation.text())
                .toList();
    }
}
