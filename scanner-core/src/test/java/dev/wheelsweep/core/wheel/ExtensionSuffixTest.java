package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExtensionSuffixTest {
    /**
     * @param tags python and ABI tags of the wheel
     * @param files in it
     * @param wrong those whose suffix does not fit
     */
    private record Case(String tags, List<String> files, List<String> wrong) {
        static Case right(String tags, String... files) {
            return new Case(tags, List.of(files), List.of());
        }

        static Case wrong(String tags, String... files) {
            return new Case(tags, List.of(files), List.of(files));
        }
    }

    private static final String FOR_312 = "_x.cpython-312-x86_64-linux-gnu.so";
    private static final String FOR_313 = "_x.cpython-313-x86_64-linux-gnu.so";
    private static final String FOR_313T = "_x.cpython-313t-x86_64-linux-gnu.so";
    private static final String STABLE = "_x.abi3.so";
    private static final String STABLE_T = "_x.abi3t-x86_64-linux-gnu.so";
    private static final String PYPY = "_x.pypy311-pp73-x86_64-linux-gnu.so";

    private static final List<Case> CASES = List.of(
            Case.right("cp312-cp312", FOR_312, "_x.so", "libx.so.1"),
            Case.wrong("cp311-cp311", FOR_312),
            Case.wrong("cp313-cp313", FOR_312),
            Case.wrong("cp31-cp31", FOR_312),
            Case.right("cp312.cp313-cp312.cp313", FOR_312, FOR_313),
            new Case("cp312-cp312", List.of(FOR_312, FOR_313), List.of(FOR_313)),
            Case.right("cp37-cp37m", "_x.cpython-37m-x86_64-linux-gnu.so"),
            Case.right("cp312-cp312d", "_x.cpython-312d-x86_64-linux-gnu.so", FOR_312),
            Case.right("cp313-cp313t", FOR_313T),
            Case.wrong("cp313-cp313t", FOR_313),
            Case.wrong("cp313-cp313", FOR_313T),
            Case.right("cp312-none", FOR_312),
            Case.wrong("cp312-none", FOR_313),
            Case.right("py3-none", FOR_312),
            Case.right("py310-none", FOR_312),
            Case.wrong("py313-none", FOR_312),
            Case.wrong("py2-none", FOR_312),
            Case.right("cp311-abi3", STABLE),
            Case.right("cp311-abi3.none", STABLE),
            Case.wrong("cp312-cp312", STABLE),
            Case.wrong("py3-none", STABLE),
            Case.right("cp312-cp312", STABLE, FOR_312),
            // The tag is for every later Python, and the file is not.
            Case.wrong("cp312-abi3", FOR_312),
            Case.right("cp312-abi3", FOR_312, FOR_313),
            Case.right("cp315-abi3.abi3t", STABLE, STABLE_T),
            Case.wrong("cp315-abi3", STABLE_T),
            Case.right("pp311-pypy311_pp73", PYPY),
            Case.wrong("pp310-pypy310_pp73", PYPY),
            Case.wrong("cp311-cp311", PYPY),
            Case.wrong("pp311-pypy311_pp73", "_x.cpython-311-x86_64-linux-gnu.so"),
            Case.right("graalpy242-graalpy242_311_native", FOR_312));

    @Test
    void suffixAgainstTags() throws FormatException {
        for (Case it : CASES) {
            WheelFilename wheel = WheelFilename.parse("a-1-" + it.tags + "-linux_x86_64.whl");
            List<ExtensionSuffix> all = it.files.stream()
                    .flatMap(file -> ExtensionSuffix.of(file).stream())
                    .toList();
            assertThat(it.files.stream()
                            .filter(file -> ExtensionSuffix.of(file)
                                    .filter(suffix -> !suffix.fits(wheel, all))
                                    .isPresent()))
                    .as("%s", it)
                    .containsExactlyElementsOf(it.wrong);
        }
    }

    @Test
    void whatTheTripletNames() {
        record Platform(String file, Optional<Arch> arch, Optional<Libc> libc) {}
        Stream.of(
                        new Platform(FOR_312, Optional.of(Arch.X86_64), Optional.of(Libc.GLIBC)),
                        new Platform(
                                "_x.cpython-312-arm-linux-musleabihf.so",
                                Optional.of(Arch.ARMV7L),
                                Optional.of(Libc.MUSL)),
                        new Platform(
                                "_x.cpython-313-aarch64-linux-android.so",
                                Optional.of(Arch.AARCH64),
                                Optional.of(Libc.BIONIC)),
                        new Platform(
                                "_x.cpython-38-powerpc64le-linux-gnu.so", Optional.of(Arch.PPC64LE), Optional.empty()),
                        new Platform(PYPY, Optional.of(Arch.X86_64), Optional.empty()),
                        new Platform(STABLE_T, Optional.of(Arch.X86_64), Optional.of(Libc.GLIBC)),
                        new Platform(STABLE, Optional.empty(), Optional.empty()))
                .forEach(it -> {
                    ExtensionSuffix suffix = ExtensionSuffix.of(it.file).orElseThrow();
                    assertThat(suffix.arch()).as(it.file).isEqualTo(it.arch);
                    assertThat(suffix.libc()).as(it.file).isEqualTo(it.libc);
                });
    }

    @Test
    void otherNamesHaveNone() {
        for (String file :
                List.of("_x.so", "libx.so.1", "_x.cpython-312.so.1", "abi3.so", "_x.abi30.so", "_x.cpython.so")) {
            assertThat(ExtensionSuffix.of(file)).as(file).isEmpty();
        }
    }
}
