package dev.wheelsweep.core.policy;

import static dev.wheelsweep.core.policy.BinaryBuilder.extension;
import static dev.wheelsweep.core.policy.BinaryBuilder.library;
import static dev.wheelsweep.core.policy.BinaryBuilder.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.Arch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Platform tags of names, and whether the files keep them. */
class ClaimedTagsTest {
    private static final PolicyEngine ENGINE = new PolicyEngine(PolicyCatalog.builtIn());

    /** @param broken the axis of the first violation of the name's first tag, or null if the tag is kept or not judged */
    private record Case(String tags, BinaryBuilder file, Verdict verdict, Axis broken) {}

    private static BinaryBuilder glibc(String version) {
        return extension("_x.so").version("libc.so.6", "GLIBC_" + version, "f");
    }

    private static BinaryBuilder musl(String... symbols) {
        return library("_x.so")
                .hook("PyInit__x")
                .needed("libc.musl-x86_64.so.1")
                .imports(symbols);
    }

    private static final List<Case> CASES = List.of(
            new Case("manylinux_2_17_x86_64", glibc("2.17"), Verdict.HONEST, null),
            new Case("manylinux2014_x86_64", glibc("2.17"), Verdict.HONEST, null),
            new Case("manylinux2014_x86_64", glibc("2.18"), Verdict.OVERCLAIMS, Axis.SYMBOLS),
            new Case("manylinux_2_17_x86_64.manylinux_2_28_x86_64", glibc("2.17"), Verdict.HONEST, null),
            new Case("manylinux_2_28_x86_64", glibc("2.17"), Verdict.UNDERCLAIMS, null),
            new Case("linux_x86_64", glibc("2.17"), Verdict.UNDERCLAIMS, null),
            new Case("linux_x86_64", glibc("PRIVATE"), Verdict.HONEST, null),
            new Case("manylinux_2_35_x86_64", glibc("PRIVATE"), Verdict.OVERCLAIMS, Axis.SYMBOLS),
            // Tags without a policy of their own: between two, newer than all, older than the architecture's first.
            new Case("manylinux_2_29_x86_64", glibc("2.29"), Verdict.HONEST, null),
            new Case("manylinux_2_29_x86_64", glibc("2.30"), Verdict.OVERCLAIMS, Axis.SYMBOLS),
            new Case("manylinux_2_29_x86_64", glibc("2.28"), Verdict.UNDERCLAIMS, null),
            new Case(
                    "manylinux_2_29_x86_64",
                    glibc("2.29").version("libstdc++.so.6", "GLIBCXX_3.4.26"),
                    Verdict.HONEST,
                    null),
            new Case("manylinux_2_50_x86_64", glibc("2.49"), Verdict.HONEST, null),
            new Case("manylinux_2_50_x86_64", glibc("2.51"), Verdict.OVERCLAIMS, Axis.SYMBOLS),
            new Case("manylinux_2_50_x86_64", glibc("PRIVATE"), Verdict.OVERCLAIMS, Axis.SYMBOLS),
            new Case(
                    "manylinux_2_50_x86_64",
                    glibc("2.49").version("libstdc++.so.6", "GLIBCXX_3.4.99"),
                    Verdict.HONEST,
                    null),
            new Case(
                    "manylinux_2_50_x86_64",
                    extension("_x.so").needed("libfoo.so"),
                    Verdict.OVERCLAIMS,
                    Axis.LIBRARIES),
            new Case(
                    "manylinux_2_17_riscv64",
                    glibc("2.27").arch(new Arch("riscv64")),
                    Verdict.OVERCLAIMS,
                    Axis.SYMBOLS),
            new Case("manylinux_2_27_riscv64", glibc("2.27").arch(new Arch("riscv64")), Verdict.HONEST, null),
            // A policy's own numbers count, not the number in its name: RHEL 7 on aarch64 has 2.18.
            new Case("manylinux_2_17_aarch64", glibc("2.18").arch(Arch.AARCH64), Verdict.HONEST, null),
            // A weak need does not break a tag.
            new Case(
                    "manylinux_2_17_x86_64",
                    glibc("2.17").weakVersion("libc.so.6", "GLIBC_2.34", "g"),
                    Verdict.HONEST,
                    null),
            // musl
            new Case("musllinux_1_2_x86_64", musl("statx"), Verdict.HONEST, null),
            new Case("musllinux_1_1_x86_64", musl("copy_file_range"), Verdict.HONEST, null),
            new Case("musllinux_1_1_x86_64", musl("gettid"), Verdict.OVERCLAIMS, Axis.SYMBOLS),
            new Case("musllinux_1_2_x86_64", glibc("2.17"), Verdict.OVERCLAIMS, Axis.LIBC),
            new Case("manylinux_2_17_x86_64", musl(), Verdict.OVERCLAIMS, Axis.LIBC),
            // Architectures
            new Case("manylinux_2_17_aarch64", glibc("2.17"), Verdict.OVERCLAIMS, Axis.ARCHITECTURE),
            new Case("linux_aarch64", glibc("2.17"), Verdict.OVERCLAIMS, Axis.ARCHITECTURE),
            new Case("linux_armv6l", glibc("2.17").arch(Arch.ARMV7L), Verdict.HONEST, null),
            new Case("linux_armv7l", glibc("2.17").arch(Arch.ARMV7L), Verdict.UNDERCLAIMS, null),
            new Case("linux_armv5l", glibc("2.17").unknownArch(), Verdict.NOT_APPLICABLE, null),
            // Android
            new Case("android_24_x86_64", library("_x.so").needed("libc.so", "libpython3.13.so"), Verdict.HONEST, null),
            new Case("android_24_x86_64", library("_x.so").needed("libaaudio.so"), Verdict.OVERCLAIMS, Axis.LIBRARIES),
            new Case("android_25_x86_64", library("_x.so").needed("libcamera2ndk.so"), Verdict.HONEST, null),
            new Case("android_20_x86_64", library("_x.so"), Verdict.NOT_APPLICABLE, null),
            // Tags that ELF files cannot break
            new Case("any", glibc("2.34"), Verdict.NOT_APPLICABLE, null),
            new Case("win_amd64", glibc("2.34"), Verdict.NOT_APPLICABLE, null),
            new Case("macosx_11_0_x86_64", glibc("2.34"), Verdict.NOT_APPLICABLE, null));

    @Test
    void comparesClaimsWithNeeds() {
        for (Case it : CASES) {
            Judgement judgement = ENGINE.judge(wheel("p-1-cp312-cp312-" + it.tags() + ".whl", it.file()));
            assertThat(judgement.verdict()).as(it.toString()).isEqualTo(it.verdict());
            assertThat(judgement.claims().get(0).axis()).as(it.toString()).isEqualTo(Optional.ofNullable(it.broken()));
        }
    }

    @Test
    void aTagIsAboutTheFilesOfItsArchitecture() {
        Judgement judgement = ENGINE.judge(wheel(
                "p-1-cp312-cp312-manylinux_2_17_x86_64.manylinux_2_17_aarch64.whl",
                extension("a/_x.so").version("libc.so.6", "GLIBC_2.17"),
                extension("b/_x.so").arch(Arch.AARCH64).version("libc.so.6", "GLIBC_2.34", "f")));
        assertThat(judgement.policy()).contains("manylinux_2_17_x86_64");
        assertThat(judgement.claims())
                .extracting(Claim::standing)
                .containsExactly(Claim.Standing.SATISFIED, Claim.Standing.VIOLATED);
        assertThat(judgement.violations())
                .extracting(violation -> violation.requirement().text())
                .containsExactly("b/_x.so: libc.so.6 GLIBC_2.34 (f)");
        assertThat(judgement.findings())
                .containsExactly(new Finding(
                        FindingId.TAG_VIOLATED,
                        Optional.of("b/_x.so"),
                        "manylinux_2_17_aarch64: b/_x.so: libc.so.6 GLIBC_2.34 (f)"));
    }

    @Test
    void aWeakViolationIsListedAsWeak() {
        Judgement judgement = ENGINE.judge(wheel(
                "p-1-cp312-cp312-manylinux_2_17_x86_64.whl",
                glibc("2.17").weakVersion("libc.so.6", "GLIBC_2.34", "g")));
        assertThat(judgement.policy()).contains("manylinux_2_34_x86_64");
        assertThat(judgement.violations())
                .extracting(violation -> violation.requirement().text())
                .containsExactly("_x.so: libc.so.6 GLIBC_2.34 (g), weak");
        assertThat(judgement.claims().get(0).axis()).isEmpty();
    }

    @Test
    void longListsOfViolationsAreCutAndCounted() {
        BinaryBuilder file = extension("_x.so");
        int many = Claim.MAX_VIOLATIONS + 7;
        for (int i = 0; i < many; i++) {
            file.needed("lib%d.so".formatted(i));
        }
        Claim claim = ENGINE.judge(wheel("p-1-cp312-cp312-manylinux_2_17_x86_64.whl", file))
                .claims()
                .get(0);
        assertThat(claim.violations()).hasSize(Claim.MAX_VIOLATIONS);
        assertThat(claim.violationCount()).isEqualTo(many);
    }
}
