package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that are parsed; those that are refused are in {@link InvalidWheelFilenameTest}. */
class WheelFilenameTest {

    /** @param expected grammar, project, version, build, python tags, abi tags, platform tags, variant */
    private record Case(String name, String expected) {}

    private static final List<Case> CURRENT = List.of(
            new Case("a-1-py3-none-any.whl", "CURRENT a 1 - py3 none any -"),
            new Case("a-1-1x-py3-none-any.whl", "CURRENT a 1 1x py3 none any -"),
            new Case(
                    "a-1.0.post1-cp39.cp310-abi3.none-manylinux_2_5_x86_64.manylinux1_x86_64.whl",
                    "CURRENT a 1.0.post1 - cp39.cp310 abi3.none manylinux_2_5_x86_64.manylinux1_x86_64 -"),
            // PEP 825
            new Case("a-1-cp313-cp313-linux_x86_64-null.whl", "CURRENT a 1 - cp313 cp313 linux_x86_64 null"),
            new Case(
                    "a-1-3-cp313-cp313-linux_x86_64-x86_64_v3.whl", "CURRENT a 1 3 cp313 cp313 linux_x86_64 x86_64_v3"),
            new Case(
                    "numpy-2.3.2-cp313-cp313t-musllinux_1_2_x86_64-x86_64_v3.whl",
                    "CURRENT numpy 2.3.2 - cp313 cp313t musllinux_1_2_x86_64 x86_64_v3"),
            new Case("a-1-py3-none-musllinux_1_2_i686.any-x1.whl", "CURRENT a 1 - py3 none musllinux_1_2_i686.any x1"),
            // Dots and upper case in the name
            new Case(
                    "zope.interface-5.4.0-cp310-cp310-win32.whl", "CURRENT zope-interface 5.4.0 - cp310 cp310 win32 -"),
            new Case(
                    "PyYAML-6.0-cp38-cp38-macosx_10_9_x86_64.whl",
                    "CURRENT pyyaml 6.0 - cp38 cp38 macosx_10_9_x86_64 -"),
            new Case(
                    "ruamel.yaml.clib-0.2.8-cp310-cp310-win_amd64.whl",
                    "CURRENT ruamel-yaml-clib 0.2.8 - cp310 cp310 win_amd64 -"),
            new Case("päckage-1-py3-none-any.whl", "CURRENT päckage 1 - py3 none any -"),
            // Local versions, build tags
            new Case(
                    "torch-2.8.0+cu128-cp312-cp312-manylinux_2_28_x86_64.whl",
                    "CURRENT torch 2.8.0+cu128 - cp312 cp312 manylinux_2_28_x86_64 -"),
            new Case("numpy-1.25.0-1-cp312-cp312-win_amd64.whl", "CURRENT numpy 1.25.0 1 cp312 cp312 win_amd64 -"),
            new Case(
                    "numpy-1.25.0-1.editable-cp312-cp312-linux_x86_64.whl",
                    "CURRENT numpy 1.25.0 1.editable cp312 cp312 linux_x86_64 -"),
            // Other spellings of tags and of their sets
            new Case(
                    "a-1-cp27-cpy27mu-manylinux2010_x86_64.manylinux_2_12_x86_64.whl",
                    "CURRENT a 1 - cp27 cpy27mu manylinux2010_x86_64.manylinux_2_12_x86_64 -"),
            new Case("a-1-CP27.cp27-CP27mu-Linux_x86_64.whl", "CURRENT a 1 - cp27 cp27mu linux_x86_64 -"),
            new Case(
                    "a-1-cp39-cp39-linux_armv6l.linux_armv7l.whl",
                    "CURRENT a 1 - cp39 cp39 linux_armv6l.linux_armv7l -"),
            new Case(
                    "a-1-cp36.cp37.cp38-abi3-manylinux1_x86_64.musllinux_1_1_x86_64.whl",
                    "CURRENT a 1 - cp36.cp37.cp38 abi3 manylinux1_x86_64.musllinux_1_1_x86_64 -"),
            new Case("a-1-cp3-abi3-any.whl", "CURRENT a 1 - cp3 abi3 any -"),
            new Case("a-1-py3-abi3-any.whl", "CURRENT a 1 - py3 abi3 any -"),
            new Case(
                    "ruff-0.17.6-py3-none-manylinux_2_17_x86_64.whl",
                    "CURRENT ruff 0.17.6 - py3 none manylinux_2_17_x86_64 -"),
            // Unusable tags are still tags: a free-threaded abi as python tag, py3 with an abi.
            new Case("picobuild-1.0-cp313t-cp313t-any.whl", "CURRENT picobuild 1.0 - cp313t cp313t any -"),
            new Case("kring-1.0-py3-cp310-any.whl", "CURRENT kring 1.0 - py3 cp310 any -"),
            // packaging strips white space around a version.
            new Case("a- 1 -py3-none-any.whl", "CURRENT a  1  - py3 none any -"));

    private static final List<Case> LEGACY = List.of(
            new Case("a__b-1-py3-none-any.whl", "LEGACY a-b 1 - py3 none any -"),
            new Case("a-bad_version-py3-none-any.whl", "LEGACY a bad_version - py3 none any -"),
            new Case("foo-2.0_x1-py3-none-any.whl", "LEGACY foo 2.0_x1 - py3 none any -"),
            new Case("a--py3-none-any.whl", "LEGACY a  - py3 none any -"),
            new Case(
                    "torch-2.8.0%2Bcu128-cp312-cp312-linux_x86_64.whl",
                    "LEGACY torch 2.8.0%2Bcu128 - cp312 cp312 linux_x86_64 -"),
            new Case("a+b-1-py3-none-any.whl", "LEGACY a+b 1 - py3 none any -"),
            new Case("a-1-3.6-none-any.whl", "LEGACY a 1 - 3.6 none any -"),
            new Case("simplex_solver-3.0.18-37-none-any.whl", "LEGACY simplex-solver 3.0.18 - 37 none any -"),
            new Case("voxec-0.4.1-cp$mm-cp$mm-linux_x86_64.whl", "LEGACY voxec 0.4.1 - cp$mm cp$mm linux_x86_64 -"),
            new Case("a-1-cp38..cp39-none-any.whl", "LEGACY a 1 - cp38.cp39 none any -"),
            // With one dash too many in the name, the version of the project becomes the build tag.
            new Case("my-project-1.0-py3-none-any.whl", "LEGACY my project 1.0 py3 none any -"),
            new Case("a-b-1 0-py3-none-any.whl", "LEGACY a b 1 0 py3 none any -"));

    @Test
    void readsCurrentNames() throws FormatException {
        for (Case expected : CURRENT) {
            assertThat(described(expected.name)).as(expected.name).isEqualTo(expected.expected);
        }
    }

    @Test
    void readsNamesThatOnlyOldPipAccepted() throws FormatException {
        for (Case expected : LEGACY) {
            assertThat(described(expected.name)).as(expected.name).isEqualTo(expected.expected);
        }
    }

    /** pip wrote "-" of the version as "_" in names; PEP 440 reads both, so this one is even current. */
    @Test
    void readsAnUnderscoreInTheVersion() throws FormatException {
        assertThat(described("foo-2.0_post1-py3-none-any.whl")).isEqualTo("CURRENT foo 2.0_post1 - py3 none any -");
        assertThat(described("foo-2.0_1-py3-none-any.whl")).isEqualTo("LEGACY foo 2.0_1 - py3 none any -");
    }

    @Test
    void tagsAreTheProductInTheOrderOfTheName() throws FormatException {
        WheelFilename wheel =
                WheelFilename.parse("a-1.0.post1-cp39.cp310-abi3.none-manylinux_2_5_x86_64.manylinux1_x86_64.whl");
        assertThat(wheel.tags().map(Tag::text))
                .containsExactly(
                        "cp39-abi3-manylinux_2_5_x86_64",
                        "cp39-abi3-manylinux1_x86_64",
                        "cp39-none-manylinux_2_5_x86_64",
                        "cp39-none-manylinux1_x86_64",
                        "cp310-abi3-manylinux_2_5_x86_64",
                        "cp310-abi3-manylinux1_x86_64",
                        "cp310-none-manylinux_2_5_x86_64",
                        "cp310-none-manylinux1_x86_64");
        assertThat(wheel.tagCount()).isEqualTo(8);
    }

    /** A set of 17 python tags, as one project on PyPI has it. */
    @Test
    void readsLongCompressedSets() throws FormatException {
        WheelFilename wheel = WheelFilename.parse("glfw-2.7.0-py2.py27.py3.py30.py31.py32.py33.py34.py35.py36.py37"
                + ".py38.p39.p310.p311.p312.p313-none-macosx_10_6_intel.whl");
        assertThat(wheel.pythonTags()).hasSize(17).startsWith("py2", "py27").endsWith("p313");
        assertThat(wheel.tagCount()).isEqualTo(17);
    }

    @Test
    void readsNamesLongerThanFileSystemsAllow() throws FormatException {
        String version = "3." + "14159".repeat(60);
        assertThat(WheelFilename.parse("uselesscapitalquiz-" + version + "-py3-none-any.whl")
                        .version())
                .isEqualTo(version);
    }

    @Test
    void printsAsItWasWritten() throws FormatException {
        for (List<Case> table : List.of(CURRENT, LEGACY)) {
            for (Case expected : table) {
                WheelFilename wheel = WheelFilename.parse(expected.name);
                assertThat(wheel.text()).isEqualTo(expected.name);
                assertThat(wheel).hasToString(expected.name);
            }
        }
    }

    @Test
    void projectsAreEqualInAnySpelling() {
        assertThat(ProjectName.of("Ruamel.Yaml__-.CLib")).isEqualTo(ProjectName.of("ruamel_yaml-clib"));
        assertThat(ProjectName.of("ruamelyaml")).isNotEqualTo(ProjectName.of("ruamel-yaml"));
    }

    private static String described(String name) throws FormatException {
        WheelFilename wheel = WheelFilename.parse(name);
        return String.join(
                " ",
                wheel.grammar().name(),
                wheel.project().normalized(),
                wheel.version(),
                wheel.build().orElse("-"),
                String.join(".", wheel.pythonTags()),
                String.join(".", wheel.abiTags()),
                String.join(
                        ".",
                        wheel.platformTags().stream().map(PlatformTag::text).toList()),
                wheel.variant().orElse("-"));
    }
}
