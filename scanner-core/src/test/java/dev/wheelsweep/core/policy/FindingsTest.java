package dev.wheelsweep.core.policy;

import static dev.wheelsweep.core.policy.BinaryBuilder.extension;
import static dev.wheelsweep.core.policy.BinaryBuilder.library;
import static dev.wheelsweep.core.policy.BinaryBuilder.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.core.wheel.DistInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final PolicyEngine ENGINE = new PolicyEngine(PolicyCatalog.builtIn());
    private static final String LINUX = "p-1-cp312-cp312-linux_x86_64.whl";

    private static final DistInfo PURE_ROOT = new DistInfo(
            List.of(),
            Optional.of(true),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            true,
            0,
            0,
            Optional.empty());

    /** @param findings as {@code id file detail}, a missing file written as a dash */
    private record Case(Subject wheel, List<String> findings) {
        Case(Subject wheel, String... findings) {
            this(wheel, List.of(findings));
        }
    }

    private static final List<Case> CASES = List.of(
            new Case(wheel(LINUX, extension("_x.so"))),
            new Case(
                    wheel("p-1-py3-none-any.whl", extension("p/_x.so"), extension("p/a/_y.so")),
                    "elf_in_any_wheel - 2 ELF files, the first is p/_x.so"),
            new Case(
                    wheel(LINUX, extension("_x.so"), extension("_y.so").arch(Arch.AARCH64)),
                    "foreign_architecture _y.so aarch64"),
            new Case(
                    wheel(
                            "p-1-py3-none-musllinux_1_2_x86_64.whl",
                            library("_x.so").libc(Libc.MUSL).oddity(Oddity.EMPTY_SEGMENT)),
                    "empty_segment _x.so "),
            new Case(wheel(LINUX, extension("_x.so").oddity(Oddity.EMPTY_SEGMENT))),
            new Case(wheel("p-1-py3-none-linux_armv6l.whl", library("_x.so").arch(Arch.ARMV7L))),
            new Case(wheel(LINUX, extension("_x.so"), library("kernel.hsaco").unknownArch())),
            new Case(
                    wheel(
                            "p-1-py3-none-manylinux_2_17_x86_64.whl",
                            extension("_x.so"),
                            library("_y.so").needed("libc.musl-x86_64.so.1")),
                    "foreign_libc _y.so musl"),
            new Case(wheel(LINUX, extension("_x.so"), library("_y.so").needed("libc.musl-x86_64.so.1"))),
            new Case(
                    wheel("p-1-cp312-cp312-manylinux_2_17_amd64.whl", extension("_x.so")),
                    "unusable_tag - manylinux_2_17_amd64: there is no Linux architecture called amd64"),
            new Case(
                    wheel(
                            "p-1-cp312-cp312-manylinx_2_28_x86_64.whl",
                            extension("_x.so").arch(Arch.AARCH64)),
                    "unusable_tag - manylinx_2_28_x86_64: no platform has this name"),
            new Case(
                    wheel("p-1-cp312-cp312-linux_amd64.linux_aarch64.whl", extension("_x.so")),
                    "tag_violated _x.so linux_aarch64: _x.so: x86_64",
                    "foreign_architecture _x.so x86_64",
                    "unusable_tag - linux_amd64: there is no Linux architecture called amd64"),
            new Case(
                    wheel("p-2004d-cp312-cp312-linux_x86_64.whl", extension("_x.so")),
                    "not_installable - the version \"2004d\" of the file name is not a version of PEP 440"),
            new Case(
                    wheel("p-1-cp313-cp313-linux_x86_64.whl", extension("p/_x.cpython-312-x86_64-linux-gnu.so")),
                    "extension_suffix_differs p/_x.cpython-312-x86_64-linux-gnu.so .cpython-312-x86_64-linux-gnu.so"),
            new Case(wheel("p-1-cp312-cp312-linux_x86_64.whl", extension("p/_x.cpython-312-x86_64-linux-gnu.so"))),
            new Case(wheel(LINUX, extension("p/_x.abi3.so")), "extension_suffix_differs p/_x.abi3.so .abi3.so"),
            new Case(wheel(LINUX, extension("p/_x.abi3.so"), extension("p/_y.cpython-312-x86_64-linux-gnu.so"))),
            new Case(
                    wheel(LINUX, extension("p/_x.cpython-312-aarch64-linux-gnu.so")),
                    "extension_suffix_differs p/_x.cpython-312-aarch64-linux-gnu.so .cpython-312-aarch64-linux-gnu.so"),
            new Case(
                    wheel(
                            "p-1-cp312-cp312-manylinux_2_17_x86_64.whl",
                            extension("p/_x.cpython-312-x86_64-linux-musl.so")),
                    "extension_suffix_differs p/_x.cpython-312-x86_64-linux-musl.so .cpython-312-x86_64-linux-musl.so"),
            new Case(wheel("p-1-py3-none-manylinux_2_17_x86_64.whl"), "no_elf_file - manylinux_2_17_x86_64"),
            new Case(wheel("p-1-py3-none-any.whl")),
            new Case(wheel("p-1-py3-none-macosx_11_0_arm64.whl")),
            new Case(wheel(
                    "p-1-py3-none-linux_x86_64-x86_64_v3.whl", library("_x.so").isa("x86-64-v3"))),
            new Case(
                    wheel(
                            "p-1-py3-none-linux_x86_64-x86_64_v3.whl",
                            library("_x.so").isa("x86-64-v4")),
                    "variant_violated _x.so x86-64-v4, the label is x86_64_v3"),
            new Case(
                    wheel("p-1-py3-none-linux_x86_64-null.whl", library("_x.so").isa("x86-64-v2")),
                    "isa_above_baseline _x.so x86-64-v2"),
            new Case(
                    wheel(
                            "p-1-cp39-abi3-linux_x86_64.whl",
                            extension("_x.so").imports("PyMethod_New", "PyUnicode_AsUTF8AndSize")),
                    "abi3_violated _x.so PyMethod_New is not in the stable ABI; 1 more"),
            new Case(wheel("p-1-cp39-abi3-linux_x86_64.whl", extension("_x.so").imports("PyList_New"))),
            new Case(
                    wheel(LINUX, library("p.libs/libgomp-11111111.so.1"), library("p.libs/libgomp-22222222.so.1")),
                    "several_openmp - 2 copies of libgomp, each with threads of its own:"
                            + " p.libs/libgomp-11111111.so.1, p.libs/libgomp-22222222.so.1"),
            new Case(
                    wheel(LINUX, extension("_x.so").needed("libopenblas.so.0", "libmkl_rt.so.2")),
                    "several_blas - several implementations of BLAS, each with memory and threads of its own:"
                            + " libopenblas.so.0, libmkl_rt.so.2"),
            new Case(
                    wheel(LINUX, extension("_x.so").needed("libcudart.so.12", "libcublas.so.11")),
                    "releases_differ _x.so libcublas.so.11 is of cuda 11, libcudart.so.12 of 12"),
            new Case(wheel(LINUX, extension("_x.so").executableStack()), "executable_stack _x.so "),
            new Case(
                    wheel(LINUX, extension("_x.so"), library("_y.so").foreignSystem("freebsd")),
                    "foreign_system _y.so freebsd"),
            new Case(
                    wheel(
                            "p-1-py3-none-musllinux_1_2_x86_64.manylinux_2_36_x86_64.whl",
                            extension("_x.so").relr().version("libc.so.6", "GLIBC_2.5")),
                    "tag_violated _x.so manylinux_2_36_x86_64: _x.so: relr_without_version",
                    "tag_violated _x.so musllinux_1_2_x86_64: _x.so: glibc",
                    "relr_without_version _x.so "),
            new Case(wheel(LINUX, extension("_x.so").textrel()), "text_relocations _x.so "),
            new Case(wheel(LINUX, extension("_x.so").alignment(4096))),
            new Case(
                    wheel(
                            "p-1-py3-none-linux_aarch64.whl",
                            extension("_x.so").arch(Arch.AARCH64).alignment(4096)),
                    "small_load_alignment _x.so 4096 bytes"),
            new Case(wheel(
                    "p-1-cp313-cp313-android_24_arm64_v8a.whl",
                    library("_x.so").arch(Arch.AARCH64).alignment(16384))),
            new Case(
                    wheel(
                            "p-1-cp313-cp313-android_24_arm64_v8a.whl",
                            library("_x.so").arch(Arch.AARCH64).alignment(4096)),
                    "small_load_alignment _x.so 4096 bytes"),
            new Case(
                    wheel(
                            LINUX,
                            extension("_x.so").needed("liba.so", "libz.so.1"),
                            library("l/liba.so"),
                            library("l/libz.so.1")),
                    "library_not_reached _x.so liba.so is in l, which no search path of _x.so reaches; needs RUNPATH"
                            + " $ORIGIN/l"),
            new Case(wheel(LINUX, extension("_x.so").needed("liba.so").runpath("$ORIGIN/l"), library("l/liba.so"))),
            new Case(
                    wheel(
                            LINUX,
                            extension("_x.so")
                                    .rpath("/opt/lib:$ORIGIN::/opt/lib")
                                    .runpath("/usr/x")),
                    "absolute_rpath _x.so /opt/lib",
                    "absolute_rpath _x.so /usr/x",
                    "empty_rpath _x.so "),
            new Case(
                    wheel(LINUX, extension("_x.so").needed("libpython3.12.so.1.0")),
                    "libpython_needed _x.so libpython3.12.so.1.0"),
            new Case(wheel(
                    "p-1-cp313-cp313-android_24_x86_64.whl", library("_x.so").needed("libpython3.13.so"))),
            new Case(wheel(LINUX, extension("_x.so").isa("x86-64-v2")), "isa_above_baseline _x.so x86-64-v2"),
            new Case(wheel(LINUX, extension("_x.so").isa("x86-64-baseline"))),
            new Case(
                    wheel(
                            "p-1-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                            extension("_x.so").needed("libq.so")),
                    "tag_violated _x.so manylinux2014_x86_64: _x.so: libq.so",
                    "tag_violated _x.so manylinux_2_17_x86_64: _x.so: libq.so"),
            new Case(
                    wheel(
                            "numba-1-py3-none-manylinux_2_17_x86_64.whl",
                            extension("_t.so").needed("libtbb.so.12"),
                            extension("_x.so").needed("libcuda.so.1")),
                    "needs_other_distribution _t.so libtbb.so.12, for an optional backend of numba",
                    "needs_driver _x.so libcuda.so.1, which the NVIDIA driver brings"),
            new Case(
                    wheel(
                            "numba-1-py3-none-manylinux_2_17_x86_64.whl",
                            extension("_t.so").needed("libtbb.so.12", "libq.so")),
                    "tag_violated _t.so manylinux_2_17_x86_64: _t.so: libq.so",
                    "needs_other_distribution _t.so libtbb.so.12, for an optional backend of numba"),
            new Case(dist(List.of("cp312-cp312-linux_x86_64"), List.of(), List.of(), 0)),
            new Case(dist(List.of("CP312-cp312-linux_x86_64"), List.of(), List.of(), 0)),
            new Case(
                    dist(List.of("cp312-cp312-linux_x86_64.manylinux1_x86_64"), List.of(), List.of(), 0),
                    "wheel_tags_differ - only in WHEEL: cp312-cp312-manylinux1_x86_64; only in the name: none"),
            new Case(
                    dist(List.of("py3-none-any"), List.of(), List.of(), 0),
                    "wheel_tags_differ - only in WHEEL: py3-none-any; only in the name: cp312-cp312-linux_x86_64"),
            new Case(
                    dist(List.of(), List.of("p/new.py"), List.of("p/old.py"), 3),
                    "unrecorded_entry - 2 more",
                    "unrecorded_entry p/new.py ",
                    "phantom_record - 2 more",
                    "phantom_record p/old.py "));

    private static Subject dist(List<String> tags, List<String> unrecorded, List<String> phantoms, int count) {
        Subject wheel = wheel(LINUX, extension("_x.so"));
        DistInfo distInfo = new DistInfo(
                List.of(),
                Optional.of(false),
                tags,
                Optional.empty(),
                unrecorded,
                phantoms,
                true,
                count,
                count,
                Optional.empty());
        return new Subject(wheel.name(), distInfo, wheel.binaries(), List.of());
    }

    @Test
    void findsEachCase() {
        for (Case it : CASES) {
            assertThat(ENGINE.judge(it.wheel()).findings())
                    .as("%s", it.wheel().name())
                    .extracting(finding -> "%s %s %s"
                            .formatted(finding.id().column(), finding.file().orElse("-"), finding.detail()))
                    .isEqualTo(it.findings());
        }
    }

    /** A new kind of finding needs a wheel here, or a case above. {@code check --on} alone asks whether a wheel loads. */
    @Test
    void everyFindingIsFoundSomewhere() throws FormatException {
        Set<FindingId> found = EnumSet.noneOf(FindingId.class);
        Stream.concat(CASES.stream().map(Case::wheel), otherWheels())
                .forEach(wheel -> ENGINE.judge(wheel).findings().forEach(finding -> found.add(finding.id())));

        assertThat(found).isEqualTo(EnumSet.complementOf(EnumSet.of(FindingId.DOES_NOT_LOAD)));
    }

    /** Wheels of the other tests here, of {@link SubjectTest}, {@link ClaimedTagsTest} and {@link LoadsTest}. */
    private static Stream<Subject> otherWheels() throws FormatException {
        Subject plain = wheel(LINUX, extension("_x.so"));
        return Stream.of(
                wheel(LINUX, everyOddity()),
                wheel(LINUX, extension("p-1.data/purelib/_x.so")),
                new Subject(
                        plain.name(),
                        plain.distInfo(),
                        plain.binaries(),
                        List.of(new Subject.Unread("p/unread.so", Reason.CRC_MISMATCH))),
                Subject.of(SubjectTest.report(WheelStatus.OK)).orElseThrow(),
                wheel(LINUX, library("_x.so").hook("PyInit__x").libc(Libc.NONE)),
                LoadsTest.everyFileNeedsEveryOther());
    }

    private static BinaryBuilder everyOddity() {
        BinaryBuilder file = extension("_x.so");
        Arrays.stream(Oddity.values()).forEach(file::oddity);
        return file;
    }

    @Test
    void everyOddityIsAFindingOfItsName() {
        assertThat(ENGINE.judge(wheel(LINUX, everyOddity())).findings())
                .filteredOn(finding -> finding.id() != FindingId.TAG_VIOLATED)
                .extracting(finding -> finding.id().column())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Oddity.values())
                        .filter(oddity -> oddity != Oddity.EMPTY_SEGMENT) // Of musl alone.
                        .map(Oddity::column)
                        .toList());
    }

    @Test
    void purelibRootWithElfFiles() {
        Subject wheel = wheel(LINUX, extension("_x.so"));
        assertThat(ENGINE.judge(new Subject(wheel.name(), PURE_ROOT, wheel.binaries(), List.of()))
                        .findings())
                .containsExactly(new Finding(
                        FindingId.ELF_IN_PURELIB,
                        Optional.empty(),
                        "Root-Is-Purelib is true; 1 ELF files, the first is _x.so"));
    }

    /** Of a wheel whose root is purelib, only what is outside {@code .data} is in it, and what is in purelib itself. */
    @Test
    void elfFilesOfOtherSchemesAreNotInPurelib() {
        for (String scheme : List.of("platlib", "scripts", "data", "headers")) {
            Subject wheel = wheel("p-1-py3-none-linux_x86_64.whl", library("p-1.data/" + scheme + "/x/libx.so"));
            assertThat(ENGINE.judge(new Subject(wheel.name(), PURE_ROOT, wheel.binaries(), List.of()))
                            .findings())
                    .as(scheme)
                    .isEmpty();
        }
        Subject wheel = wheel(
                "p-1-py3-none-linux_x86_64.whl",
                library("p-1.data/platlib/x/libx.so"),
                library("p-1.data/purelib/x/libx.so"),
                library("p/q.data/purelib/libx.so"));
        assertThat(ENGINE.judge(new Subject(wheel.name(), PURE_ROOT, wheel.binaries(), List.of()))
                        .findings())
                .extracting(finding -> finding.file().orElse("-") + " " + finding.detail())
                .containsExactly(
                        "- Root-Is-Purelib is true; 1 ELF files, the first is p/q.data/purelib/libx.so",
                        "p-1.data/purelib/x/libx.so installed to purelib");
    }

    @Test
    void nothingIsSaidOfElfFilesIfSomethingWasNotRead() {
        Subject wheel = wheel("p-1-py3-none-linux_x86_64.whl");
        assertThat(ENGINE.judge(new Subject(
                                wheel.name(),
                                wheel.distInfo(),
                                List.of(),
                                List.of(new Subject.Unread("p/unread", Reason.CRC_MISMATCH))))
                        .findings())
                .extracting(Finding::id)
                .containsExactly(FindingId.UNREAD_ENTRY);
    }

    @Test
    void anAnyWheelMayBeInPurelib() {
        Subject wheel = wheel("p-1-py3-none-any.whl", extension("_x.so"));
        assertThat(ENGINE.judge(new Subject(wheel.name(), PURE_ROOT, wheel.binaries(), List.of()))
                        .findings())
                .extracting(Finding::id)
                .containsExactly(FindingId.ELF_IN_ANY_WHEEL);
    }

    @Test
    void everyIdHasAMeaning() {
        for (FindingId id : FindingId.values()) {
            assertThat(id.meaning()).as(id.column()).endsWith(".");
        }
    }
}
