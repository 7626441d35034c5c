package dev.wheelsweep.core.wheel;

/**
 * One combination that a wheel claims to run on: a member of each of the three compressed sets of its name (PEP 425).
 * Lower case.
 *
 * @param python such as {@code cp312} or {@code py3}
 * @param abi such as {@code cp312} or {@code none}
 * @param platform such as {@code manylinux_2_28_x86_64} or {@code any}
 */
public record Tag(String python, String abi, PlatformTag platform) {

    /** @return the tag as the {@code Tag:} lines of WHEEL write it: {@code cp312-cp312-manylinux_2_28_x86_64} */
    public String text() {
        return python + "-" + abi + "-" + platform.text();
    }
}
