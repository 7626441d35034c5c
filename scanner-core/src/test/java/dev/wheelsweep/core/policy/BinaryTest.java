package dev.wheelsweep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryTest {

    private record Hooks(String path, List<String> exports, boolean extension) {}

    private static final List<Hooks> HOOKS = List.of(
            new Hooks("a/_x.cpython-312-x86_64-linux-gnu.so", List.of("PyInit__x"), true),
            new Hooks("a/libx.so", List.of("PyInit__y"), false), // as libpython carries modules of other names
            new Hooks("a/_x.pypy310-pp73.so", List.of("_cffi_pypyinit__x"), true),
            new Hooks("a/_x.so", List.of("PyModExport__x"), true),
            new Hooks("a/_x.so", List.of("init_x"), true),
            new Hooks("_x", List.of("init_x"), true),
            new Hooks("a/_x.so", List.of("init_y"), false),
            new Hooks("a/libx.so", List.of("initialize", "init_x"), false),
            new Hooks("a/_x.so", List.of("main"), false),
            new Hooks("a/_x.so", List.of(), false));

    @Test
    void isAnExtensionIfAnInterpreterCanImportIt() throws IOException, FormatException {
        for (Hooks it : HOOKS) {
            ElfBuilder elf = ElfBuilder.library();
            it.exports().forEach(elf::exporting);

            assertThat(LoneBinary.at(it.path(), elf).pythonExtension())
                    .as("%s with %s", it.path(), it.exports())
                    .isEqualTo(it.extension());
        }
    }

    @Test
    void importingAHookMakesNoExtension() throws IOException, FormatException {
        assertThat(LoneBinary.at("a/_x.so", ElfBuilder.library().importing("PyInit__x"))
                        .pythonExtension())
                .isFalse();
    }

    @Test
    void isVendoredInTheFolderOfARepairTool() throws IOException, FormatException {
        assertThat(LoneBinary.at("numpy.libs/libopenblas.so", ElfBuilder.library())
                        .vendored())
                .isTrue();
        assertThat(LoneBinary.at("torch/.dylibs/libomp.so", ElfBuilder.library())
                        .vendored())
                .isTrue();
        assertThat(LoneBinary.at("torch/libs/libc10.so", ElfBuilder.library()).vendored())
                .isFalse();
        assertThat(LoneBinary.at("numpy.libs", ElfBuilder.library()).vendored()).isFalse();
    }
}
