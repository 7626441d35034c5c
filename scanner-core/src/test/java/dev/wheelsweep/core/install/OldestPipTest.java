package dev.wheelsweep.core.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.WheelFilename;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The release since which pip takes a wheel. */
class OldestPipTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "never", textBlock = """
            py2.py3-none-any                                          | 1.4
            cp27-cp27mu-linux_x86_64                                  | 1.4
            cp27-cp27mu-manylinux1_x86_64                             | 8.1
            cp38-cp38-manylinux1_aarch64                              | never
            cp36-abi3-manylinux2010_x86_64                            | 19.0
            cp38-cp38-manylinux2014_aarch64                           | 19.3
            py3-none-manylinux2014_x86_64                             | 19.3
            py38-none-manylinux2014_x86_64                            | 20.0
            cp311-cp311-manylinux_2_28_x86_64                         | 20.3.2
            cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64    | 19.3
            cp311-cp311-manylinux_2_4_x86_64                          | never
            cp311-cp311-musllinux_1_2_x86_64                          | 21.2
            cp312-cp312-manylinux_2_31_riscv64                        | 24.1
            cp312-cp312-musllinux_1_2_riscv64                         | 21.2
            cp313-cp313t-manylinux_2_28_x86_64                        | 24.1
            cp315-abi3t-manylinux_2_28_x86_64                         | 26.1
            cp315-abi3.abi3t-manylinux_2_28_x86_64                    | 20.3.2
            pp310-pypy310_pp73-manylinux_2_17_x86_64                  | 20.3
            cp3-abi3-manylinux_2_28_x86_64                            | never
            cp3-none-any                                              | 1.4
            foo1-none-any                                             | never
            cp311-cp311-win_amd64                                     | 1.4
            cp311-cp311-macosx_11_0_arm64                             | 20.0
            cp311-cp311-macosx_11_0_universal2                        | 20.3
            cp313-cp313-ios_13_0_arm64_iphoneos                       | 25.0
            cp313-cp313-android_24_arm64_v8a                          | 25.1
            """)
    void theFirstReleaseThatKnowsTheTag(String tags, String pip) throws FormatException {
        assertThat(OldestPip.of(WheelFilename.parse("pkg-1.0-" + tags + ".whl"))
                        .map(DottedNumber::toString)
                        .orElse(null))
                .isEqualTo(pip);
    }
}
