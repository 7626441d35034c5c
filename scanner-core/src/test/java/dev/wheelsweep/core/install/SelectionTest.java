package dev.wheelsweep.core.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.install.ReleaseFile.Sdist;
import dev.wheelsweep.core.install.ReleaseFile.Wheel;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of the files of one version is taken. */
class SelectionTest {
    private static final Installability PIP_24 = Installability.in(new Environment(
            Installer.pip("24.0").orElseThrow(),
            Implementation.CPYTHON,
            DottedNumber.of(3, 11),
            "cp311",
            Arch.X86_64,
            Libc.GLIBC,
            DottedNumber.of(2, 28)));

    private static final ReleaseFile SDIST = new Sdist(Optional.empty(), false);

    @Test
    void theWheelWithTheBestTagIsTaken() throws FormatException {
        assertThat(taken(
                        SDIST,
                        wheel("py3-none-any"),
                        wheel("cp311-abi3-manylinux_2_28_x86_64"),
                        wheel("cp311-cp311-manylinux1_x86_64"),
                        wheel("cp311-cp311-manylinux_2_34_x86_64")))
                .isEqualTo("pkg-1.0-cp311-cp311-manylinux1_x86_64.whl");
    }

    @Test
    void aHigherBuildTagWinsAmongEqualRanks() throws FormatException {
        assertThat(taken(wheel("py3-none-any"), wheel("10-py3-none-any"), wheel("9z-py3-none-any")))
                .isEqualTo("pkg-1.0-10-py3-none-any.whl");
        assertThat(taken(wheel("1-py3-none-any"), wheel("1a-py3-none-any"))).isEqualTo("pkg-1.0-1a-py3-none-any.whl");
    }

    @Test
    void aYankedFileIsTakenOnlyIfThereIsNoOther() throws FormatException {
        ReleaseFile yanked =
                new Wheel(WheelFilename.parse("pkg-1.0-cp311-cp311-linux_x86_64.whl"), Optional.empty(), true);
        assertThat(taken(yanked, wheel("py3-none-any"))).isEqualTo("pkg-1.0-py3-none-any.whl");
        assertThat(taken(yanked)).isEqualTo("pkg-1.0-cp311-cp311-linux_x86_64.whl");
        assertThat(Selection.of(PIP_24, List.of(yanked, SDIST))).isInstanceOf(Selection.BuiltFromSource.class);
    }

    @Test
    void withoutAMatchingWheelTheSdistIsBuiltAndEachWheelHasAReason() throws FormatException {
        Selection selection = Selection.of(
                PIP_24, List.of(wheel("cp311-cp311-manylinux_2_34_x86_64"), SDIST, wheel("cp312-cp312-linux_x86_64")));
        assertThat(selection).isInstanceOf(Selection.BuiltFromSource.class);
        assertThat(selection.refused().stream().map(it -> it.why().text()))
                .containsExactly("needs glibc 2.34, has 2.28", "is for cp312, the interpreter is cp311");
    }

    @Test
    void withoutASdistNothingIsTaken() throws FormatException {
        Selection selection = Selection.of(PIP_24, List.of(wheel("cp311-cp311-win_amd64")));
        assertThat(selection).isInstanceOf(Selection.Nothing.class);
        assertThat(selection.refused()).hasSize(1);
        assertThat(Selection.of(PIP_24, List.of()).refused()).isEmpty();
    }

    @Test
    void requiresPythonExcludesWheelsAndSdistsSincePip9() throws FormatException {
        List<ReleaseFile> files = List.of(
                new Wheel(WheelFilename.parse("pkg-1.0-py3-none-any.whl"), Optional.of(">=3.12"), false),
                new Sdist(Optional.of(">=3.12"), false));
        Selection selection = Selection.of(PIP_24, files);
        assertThat(selection).isInstanceOf(Selection.Nothing.class);
        assertThat(selection.refused().get(0).why().text())
                .isEqualTo("requires Python >=3.12, the interpreter is 3.11");
        Environment old = PIP_24.environment().with(Installer.pip("8.1.2").orElseThrow());
        assertThat(Selection.of(Installability.in(old), files)).isInstanceOf(Selection.Taken.class);
    }

    private static ReleaseFile wheel(String tags) throws FormatException {
        return new Wheel(WheelFilename.parse("pkg-1.0-" + tags + ".whl"), Optional.empty(), false);
    }

    private static String taken(ReleaseFile... files) {
        return ((Selection.Taken) Selection.of(PIP_24, List.of(files))).wheel().text();
    }
}
