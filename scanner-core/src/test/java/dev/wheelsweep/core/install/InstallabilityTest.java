package dev.wheelsweep.core.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.system.DefaultPython;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.system.SystemCatalog;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which wheels install where; and what is said of those that do not. */
class InstallabilityTest {
    private static final DottedNumber RHEL_7_GLIBC = DottedNumber.of(2, 17);
    private static final DottedNumber PYTHON_3_6 = DottedNumber.of(3, 6);

    private static final String MANYLINUX2010 = "pkg-1.0-cp36-cp36m-manylinux2010_x86_64.whl";
    private static final String MANYLINUX2014 = "pkg-1.0-cp36-cp36m-manylinux2014_x86_64.whl";

    @Test
    void aManylinux2014WheelDoesNotInstallOnRhel6() throws FormatException {
        assertThat(refusal(on("rhel:6", "20.2.4"), MANYLINUX2014)).contains("needs glibc 2.17, has 2.12");
        assertThat(refusal(on("rhel:6", "9.0.3"), MANYLINUX2014)).contains("needs glibc 2.17, has 2.12");
    }

    @Test
    void aManylinux2010WheelInstallsOnRhel6AndAManylinux2014WheelOnRhel7() throws FormatException {
        assertThat(refusal(on("rhel:6", "19.0"), MANYLINUX2010)).isEmpty();
        assertThat(refusal(on("rhel:6", "18.1"), MANYLINUX2010))
                .contains("pip 18.1 does not know the tag manylinux2010_x86_64, pip 19.0 does");
        assertThat(refusal(on("rhel:7", "19.3"), MANYLINUX2014)).isEmpty();
    }

    @Test
    void theOldPipOfRhel7DoesNotKnowTheTagManylinux2014() throws FormatException {
        DottedNumber pip = system("rhel:7").python().flatMap(DefaultPython::pip).orElseThrow();
        assertThat(refusal(on("rhel:7", pip.toString()), MANYLINUX2014))
                .contains("pip 9.0.3 does not know the tag manylinux2014_x86_64, pip 19.3 does");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cp39-cp39-manylinux_2_28_x86_64                   | is for cp39, the interpreter is cp311
            cp311-cp311t-manylinux_2_17_x86_64                | needs the ABI cp311t, the interpreter has cp311
            cp312-abi3-manylinux_2_17_x86_64                  | is for cp312, the interpreter is cp311
            cp311-cp311-manylinux_2_34_x86_64.manylinux_2_28_x86_64 | needs glibc 2.28, has 2.17
            cp311-cp311-musllinux_1_2_x86_64                  | is for musl, the system has glibc
            cp311-cp311-manylinux_2_28_aarch64                | is for aarch64, the interpreter is for x86_64
            cp311-cp311-macosx_11_0_arm64                     | pip 24.0 does not take macosx_11_0_arm64 on this system
            cp311-cp311-win_amd64.musllinux_1_2_x86_64        | is for musl, the system has glibc
            cp310.cp311-cp310-manylinux_2_17_x86_64           | needs the ABI cp310, the interpreter has cp311
            cp311-cp311-linux_x86_64-v3                       | pip 24.0 refuses the file name, because it has the variant label "v3"
            cp311-cp311-any                                   | pip 24.0 does not take cp311-cp311-any on this system
            cp39-none-manylinux_2_17_x86_64                   | is for cp39, the interpreter is cp311
            cp39-cp39-any                                     | is for cp39, the interpreter is cp311
            pp310-pypy310_pp73-manylinux_2_17_x86_64          | is for pp310, the interpreter is cp311
            cp315-abi3t-manylinux_2_17_x86_64                 | is for cp315, the interpreter is cp311
            cp310-abi3t-manylinux_2_17_x86_64                 | needs the ABI abi3t, the interpreter has cp311
            """)
    void everyRefusalSaysWhatTheWheelNeeds(String tags, String text) throws FormatException {
        Environment environment = environment("24.0", "3.11", "cp311", Libc.GLIBC, RHEL_7_GLIBC);
        assertThat(refusal(environment, "pkg-1.0-" + tags + ".whl")).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "8.0.3, manylinux1_x86_64, 8.1",
        "18.1, manylinux2010_x86_64, 19.0",
        "19.2.3, manylinux2014_x86_64, 19.3",
        "20.2.4, manylinux_2_12_x86_64, 20.3"
    })
    void anInstallerIsTooOldForATag(String pip, String tag, String since) throws FormatException {
        assertThat(refusal(on("rhel:7", pip), "pkg-1.0-py3-none-" + tag + ".whl"))
                .contains("pip %s does not know the tag %s, pip %s does".formatted(pip, tag, since));
    }

    @Test
    void anInstallerIsTooOldForAnAbi() throws FormatException {
        Environment environment = environment("25.0", "3.15", "cp315t", Libc.GLIBC, DottedNumber.of(2, 39));
        String wheel = "pkg-1.0-cp315-abi3.abi3t-manylinux_2_28_x86_64.whl";
        assertThat(refusal(environment, wheel))
                .contains("pip 25.0 does not know the tag cp315-abi3t-manylinux_2_28_x86_64, pip 26.1 does");
        assertThat(refusal(environment.with(Installer.uv("0.11.2").orElseThrow()), wheel))
                .contains("uv 0.11.2 does not know the tag cp315-abi3t-manylinux_2_28_x86_64, uv 0.11.3 does");
        assertThat(refusal(environment.withAbi("cp315"), wheel)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a__b-1-py3-none-any.whl, true, false, false, false",
        "a-1.0_dev_git-py3-none-any.whl, true, false, false, false",
        "a-1-py3.6-none-any.whl, true, true, false, false",
        "a-1-py3-none-Any.whl, true, true, true, false",
        "a-1-py3-none-any.whl, true, true, true, true"
    })
    void eachEraReadsOtherNames(String name, boolean pip252, boolean pip262, boolean pip263, boolean uv)
            throws FormatException {
        Environment environment = environment("25.2", "3.11", "cp311", Libc.GLIBC, RHEL_7_GLIBC);
        assertThat(refusal(environment, name).isEmpty()).isEqualTo(pip252);
        assertThat(refusal(with(environment, "26.2.1"), name).isEmpty()).isEqualTo(pip262);
        assertThat(refusal(with(environment, "26.3"), name).isEmpty()).isEqualTo(pip263);
        assertThat(refusal(environment.with(Installer.uv("0.13.9").orElseThrow()), name)
                        .isEmpty())
                .isEqualTo(uv);
    }

    private static Environment with(Environment environment, String pip) {
        return environment.with(Installer.pip(pip).orElseThrow());
    }

    private static LinuxSystem system(String id) {
        return SystemCatalog.builtIn().named(id).orElseThrow();
    }

    private static Environment on(String system, String pip) {
        return Environment.of(
                system(system), Arch.X86_64, PYTHON_3_6, Installer.pip(pip).orElseThrow());
    }

    private static Environment environment(String pip, String python, String abi, Libc libc, DottedNumber version) {
        return new Environment(
                Installer.pip(pip).orElseThrow(),
                Implementation.CPYTHON,
                DottedNumber.parse(python).orElseThrow(),
                abi,
                Arch.X86_64,
                libc,
                version);
    }

    private static Optional<String> refusal(Environment environment, String wheel) throws FormatException {
        WheelFilename name = WheelFilename.parse(wheel);
        Installability where = Installability.in(environment);
        Optional<String> refusal = where.refusal(name).map(Refusal::text);
        assertThat(where.rank(name).isPresent()).isEqualTo(refusal.isEmpty());
        return refusal;
    }
}
