package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A platform tag is usable if {@code packaging} makes it for some machine: its systems are played one after the other. */
@EnabledIfSystemProperty(named = PythonReference.PYTHON, matches = ".+")
class InstallerTagsDifferentialTest {
    /** Newer systems will come, so versions above these are not asked about. */
    private static final String PROGRAM = """
            import sysconfig
            from packaging import _manylinux, _musllinux, tags
            _manylinux._get_glibc_version = lambda: (2, 45)
            _manylinux._is_linux_armhf = _manylinux._is_linux_i686 = lambda executable: True
            _musllinux._get_musl_version = lambda executable: _musllinux._MuslVersion(1, 3)
            machines = ("x86_64 i686 aarch64 armv6l armv7l armv8l ppc64 ppc64le s390x loongarch64 riscv64"
                        " mips64 ppc i386").split()
            taken = {"any"}
            for machine in machines:
                sysconfig.get_platform = lambda: "linux-" + machine
                taken |= set(tags._linux_platforms(is_32bit=False))
            for arch, versions in {
                "x86_64": [(10, m) for m in range(17)] + [(26, 0)],
                "i386": [(10, m) for m in range(17)],
                "ppc": [(10, m) for m in range(17)],
                "ppc64": [(10, m) for m in range(17)],
                "arm64": [(26, 0)],
            }.items():
                for version in versions:
                    taken |= set(tags.mac_platforms(version, arch))
            for target in ("arm64-iphoneos", "arm64-iphonesimulator", "x86_64-iphonesimulator"):
                taken |= set(tags.ios_platforms((26, 3), target))
            for abi in ("arm64_v8a", "armeabi_v7a", "x86", "x86_64"):
                taken |= set(tags.android_platforms(36, abi))
            for platform in ("win32", "win-amd64", "win-arm64", "win-arm32", "freebsd-14.1-RELEASE-amd64"):
                sysconfig.get_platform = lambda: platform
                taken |= set(tags._generic_platforms())
            taken = {tag.lower() for tag in taken}
            def answer(question):
                return [""] if question.decode() in taken else None
            """;

    private static final List<String> MACHINES = List.of(
            "x86_64",
            "i686",
            "aarch64",
            "armv6l",
            "armv7l",
            "armv8l",
            "ppc64",
            "ppc64le",
            "s390x",
            "loongarch64",
            "riscv64",
            "mips64",
            "ppc",
            "i386",
            "amd64",
            "arm64",
            "x64",
            "universal2",
            "universal",
            "intel",
            "fat",
            "fat3",
            "fat32",
            "fat64",
            "arm64_v8a",
            "armeabi_v7a",
            "x86",
            "arm64_iphoneos",
            "x86_64_iphoneos",
            "x86_64_iphonesimulator");

    private static List<String> tags() {
        List<String> tags = new ArrayList<>(List.of("any", "win32", "win64", "win_x64", "freebsd_14_1_release_amd64"));
        for (String machine : MACHINES) {
            for (String word : List.of(
                    "linux", "manylinux1", "manylinux2010", "manylinux2014", "manylinux2028", "manylinux", "win")) {
                tags.add(word + "_" + machine);
            }
            for (int minor = 0; minor <= 40; minor++) {
                tags.add("manylinux_2_%d_%s".formatted(minor, machine));
                tags.add("manylinx_2_%d_%s".formatted(minor, machine));
                tags.add("macosx_10_%d_%s".formatted(minor, machine));
            }
            for (int major = 0; major <= 26; major++) {
                tags.add("macosx_%d_0_%s".formatted(major, machine));
                tags.add("macosx_%d_1_%s".formatted(major, machine));
                tags.add("ios_%d_0_%s".formatted(major, machine));
                tags.add("android_%d_%s".formatted(major, machine));
            }
            for (String version : List.of("0_9", "1_0", "1_2", "2_0", "01_2")) {
                tags.add("musllinux_%s_%s".formatted(version, machine));
            }
        }
        return tags;
    }

    @Test
    void sameTagsAreTaken() throws IOException, InterruptedException {
        List<String> tags = tags();
        List<Optional<List<String>>> theirs = PythonReference.answers(
                PythonReference.PYTHON,
                PROGRAM,
                tags.stream().map(tag -> tag.getBytes(StandardCharsets.UTF_8)).toList());
        List<String> different = IntStream.range(0, tags.size())
                .filter(i ->
                        InstallerTags.objection(PlatformTag.parse(tags.get(i))).isEmpty()
                                != theirs.get(i).isPresent())
                .mapToObj(tags::get)
                .toList();
        assertThat(different).isEmpty();
        assertThat(theirs.stream().filter(Optional::isPresent).count()).isGreaterThan(500);
    }
}
