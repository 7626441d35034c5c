package dev.wheelsweep.core.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.wheelsweep.core.accelerator.AcceleratorUse.Evidence;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceleratorsTest {
    private static final String WHEEL = "gpu-1.0-cp312-cp312-linux_x86_64.whl";

    @ParameterizedTest
    @CsvSource({
        "libcudart.so.12, cuda, CUDA runtime, 12",
        "libcudart.so.11.0, cuda, CUDA runtime, 11",
        "libcudart.so.10.2, cuda, CUDA runtime, 10.2",
        "libcudart-b08ff3d5.so.11.0, cuda, CUDA runtime, 11",
        "libcublasLt.so.13, cuda, cuBLAS, 13",
        "libcufft.so.11, cuda, cuFFT, 12",
        "libcusolver.so.11, cuda, cuSOLVER, 11.1-12",
        "libcusparse.so.12, cuda, cuSPARSE, 12-13",
        "libnvrtc.so.11.2, cuda, NVRTC, 11.2-11",
        "libcurand.so.10, cuda, cuRAND, ",
        "libcudnn_ops.so.9, cudnn, cuDNN part, 9",
        "libnvinfer.so.10.3.0, tensorrt, TensorRT, 10",
        "libamdhip64.so.6, rocm, HIP runtime, 6",
        "libamdhip64.so.7, rocm, HIP runtime, 7 or later",
        "libamdhip64.so, rocm, HIP runtime, ",
        "libmkl_rt.so.2, mkl, MKL, 2021-2025",
        "libsycl.so.8, oneapi, SYCL runtime, 2025",
        "libgomp-a34b3233.so.1.0.0, openmp, libgomp, ",
        "libscipy_openblas64_-8fb3d286.so, blas, scipy-openblas, ",
        "libgfortran-040039e1-0352e75f.so.5.0.0, fortran, GNU Fortran runtime, "
    })
    void aSonameShowsItsStackAndRelease(String soname, String stack, String component, String releases)
            throws FormatException {
        AcceleratorUse use = only(WHEEL, List.of(), Map.of("_x.so", new ElfFactsBuilder().needed(soname)));

        assertThat(use.stack()).isEqualTo(stack);
        assertThat(use.component()).isEqualTo(component);
        assertThat(use.releases().map(Releases::toString)).isEqualTo(Optional.ofNullable(releases));
        assertThat(use.evidence()).isEqualTo(Evidence.NEEDED);
        assertThat(use.name()).isEqualTo(soname);
        assertThat(use.file()).contains("_x.so");
    }

    @ParameterizedTest
    @CsvSource({"libc.so.6", "libcudart_static.so", "libcuda-notes.so", "libomptarget.so", "libz.so.1"})
    void otherLibrariesShowNothing(String soname) throws FormatException {
        assertThat(accelerators(WHEEL, List.of(), Map.of("_x.so", new ElfFactsBuilder().needed(soname)))
                        .uses())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "$ORIGIN/../../nvidia/cublas/lib, cuda, ",
        "$ORIGIN/../../nvidia/cu13/lib, cuda, 13",
        "/usr/local/cuda-12.4/lib64, cuda, 12.4",
        "/opt/rocm-6.2.0/lib, rocm, 6.2.0",
        "/opt/rocm/lib, rocm, ",
        "$ORIGIN/../_rocm_sdk_core/lib, rocm, "
    })
    void aSearchPathShowsItsStack(String folder, String stack, String releases) throws FormatException {
        AcceleratorUse use =
                only(WHEEL, List.of(), Map.of("_x.so", new ElfFactsBuilder().runpath("$ORIGIN:" + folder)));

        assertThat(use.stack()).isEqualTo(stack);
        assertThat(use.releases().map(Releases::toString)).isEqualTo(Optional.ofNullable(releases));
        assertThat(use.evidence()).isEqualTo(Evidence.SEARCH_PATH);
        assertThat(use.name()).isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0+cu126, cuda, 12.6",
        "1.0+cu92, cuda, 9.2",
        "1.0+cu12, cuda, 12",
        "1.0+pt24cu124, cuda, 12.4",
        "1.0+cu12torch2.3cxx11abitrue, cuda, 12",
        "1.0+rocm6.2.4, rocm, 6.2.4",
        "1.0+xpu, oneapi, "
    })
    void aLocalVersionShowsItsStack(String version, String stack, String releases) throws FormatException {
        AcceleratorUse use = only("gpu-" + version + "-cp312-cp312-linux_x86_64.whl", List.of(), Map.of());

        assertThat(use.stack()).isEqualTo(stack);
        assertThat(use.releases().map(Releases::toString)).isEqualTo(Optional.ofNullable(releases));
        assertThat(use.evidence()).isEqualTo(Evidence.LOCAL_VERSION);
        assertThat(use.file()).isEmpty();
        assertThat(use.files()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1.0+cpu", "1.0+cuckoo", "1.0+git1234567", "1.0"})
    void otherLocalVersionsShowNothing(String version) throws FormatException {
        assertThat(accelerators("gpu-" + version + "-cp312-cp312-linux_x86_64.whl", List.of(), Map.of())
                        .uses())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nvidia-cublas-cu12==12.6.4.1; platform_system == \"Linux\", cuda, 12",
        "nvidia-cuda-runtime-cu12==12.6.77, cuda, 12.6",
        "nvidia-cuda-runtime-cu12 (>=12.1), cuda, 12",
        "NVIDIA_cublas>=13, cuda, ",
        "cuda-toolkit[cublas]==13.0.2, cuda, 13.0",
        "cupy-cuda12x, cuda, 12",
        "rocm-sdk-core==7.0.1, rocm, 7.0",
        "mkl<2026, mkl, ",
        "libtpu, tpu, "
    })
    void aRequirementShowsItsStack(String requirement, String stack, String releases) throws FormatException {
        AcceleratorUse use = only(WHEEL, List.of(requirement), Map.of());

        assertThat(use.stack()).isEqualTo(stack);
        assertThat(use.releases().map(Releases::toString)).isEqualTo(Optional.ofNullable(releases));
        assertThat(use.evidence()).isEqualTo(Evidence.REQUIRES_DIST);
        assertThat(use.name()).isEqualTo(requirement);
    }

    @Test
    void aRequirementOfAnExtraIsMarked() throws FormatException {
        assertThat(only(WHEEL, List.of("nvidia-cublas-cu12<13,>=12.5; extra == \"and-cuda\""), Map.of())
                        .evidence())
                .isEqualTo(Evidence.EXTRA);
    }

    @Test
    void aFileThatIsTheLibraryBringsIt() throws FormatException {
        assertThat(accelerators(
                                "nvidia_cublas_cu12-12.6-py3-none-linux_x86_64.whl",
                                List.of(),
                                Map.of(
                                        "nvidia/cublas/lib/libcublas.so.12",
                                        new ElfFactsBuilder().soname("libcublas.so.12"),
                                        "torch.libs/libgomp-a34b3233.so.1.0.0",
                                        new ElfFactsBuilder()))
                        .uses())
                .extracting(AcceleratorUse::evidence, AcceleratorUse::name)
                .containsExactly(
                        tuple(Evidence.BROUGHT, "libcublas.so.12"),
                        tuple(Evidence.BROUGHT, "libgomp-a34b3233.so.1.0.0"));
    }

    @Test
    void theSameEvidenceOfSeveralFilesIsCounted() throws FormatException {
        AcceleratorUse use = only(
                WHEEL,
                List.of(),
                Map.of(
                        "b.so", new ElfFactsBuilder().needed("libcudart.so.12"),
                        "a.so", new ElfFactsBuilder().needed("libcudart.so.12")));

        assertThat(use.files()).isEqualTo(2);
        assertThat(use.file()).contains("a.so");
    }

    @ParameterizedTest
    @CsvSource({
        "libcudart.so.13, 580",
        "libcudart.so.12, 525.60.13",
        "libcudart.so.11.0, 450.80.02",
        "libcudart.so.10.1, 418.39",
        "libcublas.so.10, 410.48",
        "libcudart.so.7.5, ",
        "libcudart.so.14, ",
        "libamdhip64.so.7, 6.2",
        "libamdhip64.so.6, 5.6",
        "libamdhip64.so.5, 5.0.2",
        "libamdhip64.so, ",
        "libcudnn.so.9, ",
        "libcuda.so.1, "
    })
    void theOldestDriverIsThatOfTheLowestRelease(String soname, String driver) throws FormatException {
        assertThat(only(WHEEL, List.of(), Map.of("_x.so", new ElfFactsBuilder().needed(soname)))
                        .oldestDriver())
                .isEqualTo(Optional.ofNullable(driver));
    }

    @ParameterizedTest
    @CsvSource({"rocm6.2.4, 6.0", "rocm7.2, 6.4", "rocm7.14, 30.10", "rocm10.0, 30.10", "rocm7.9, ", "rocm4.5, "})
    void theLabelOfAReleaseOfRocmNamesItsOldestDriver(String label, String driver) throws FormatException {
        assertThat(only("pkg-1.0+%s-cp312-cp312-linux_x86_64.whl".formatted(label), List.of(), Map.of())
                        .oldestDriver())
                .isEqualTo(Optional.ofNullable(driver));
    }

    @Test
    void twoOpenMpRuntimesDisturbEachOther() throws FormatException {
        assertThat(conflicts(Map.of(
                        "a.so", new ElfFactsBuilder().needed("libiomp5.so"),
                        "b.so", new ElfFactsBuilder().needed("libomp.so.5"))))
                .containsExactly(
                        "- libomp.so.5 of LLVM and libiomp5.so of Intel in one process can crash or wait for each other");
        assertThat(conflicts(Map.of(
                        "p.libs/libgomp-11111111.so.1.0.0", new ElfFactsBuilder(),
                        "p.libs/libgomp-22222222.so.1.0.0", new ElfFactsBuilder())))
                .containsExactly(
                        "- 2 copies of libgomp, each with threads of its own: p.libs/libgomp-11111111.so.1.0.0,"
                                + " p.libs/libgomp-22222222.so.1.0.0");
        assertThat(conflicts(Map.of("a.so", new ElfFactsBuilder().needed("libgomp.so.1", "libiomp5.so"))))
                .isEmpty();
    }

    @Test
    void twoImplementationsOfBlasAreNamed() throws FormatException {
        assertThat(conflicts(Map.of(
                        "a.so", new ElfFactsBuilder().needed("libopenblas.so.0", "libblas.so.3"),
                        "b.so", new ElfFactsBuilder().needed("libmkl_rt.so.2"))))
                .containsExactly("- several implementations of BLAS, each with memory and threads of its own:"
                        + " libopenblas.so.0, libmkl_rt.so.2");
    }

    @Test
    void oneFileThatNeedsTwoReleasesIsAConflictAndTwoFilesAreNot() throws FormatException {
        assertThat(conflicts(Map.of("a.so", new ElfFactsBuilder().needed("libcudart.so.12", "libcublas.so.11"))))
                .containsExactly("a.so libcublas.so.11 is of cuda 11, libcudart.so.12 of 12");
        assertThat(conflicts(Map.of("a.so", new ElfFactsBuilder().needed("libcusparse.so.12", "libcudart.so.13"))))
                .isEmpty();
        assertThat(conflicts(Map.of(
                        "a.so", new ElfFactsBuilder().needed("libcudart.so.11.0"),
                        "b.so", new ElfFactsBuilder().needed("libcudart.so.12"))))
                .isEmpty();
    }

    @Test
    void devicesOfAWheelWithTheirReleaseAndDriver() throws FormatException {
        List<DeviceStack> devices = DeviceStack.of(accelerators(
                        "gpu-1.0+cu126-cp312-cp312-linux_x86_64.whl",
                        List.of("rocm; extra == 'rocm'", "intel-sycl-rt"),
                        Map.of("_x.so", new ElfFactsBuilder().needed("libcudart.so.12", "libgomp.so.1")))
                .uses());

        assertThat(devices)
                .containsExactly(
                        new DeviceStack(
                                "cuda",
                                Optional.of(DottedNumber.of(12, 6)),
                                Optional.of("525.60.13"),
                                List.of("+cu126", "libcudart.so.12")),
                        new DeviceStack("oneapi", Optional.empty(), Optional.empty(), List.of("intel-sycl-rt")));
    }

    @Test
    void aLibraryThatANoteNamesIsEvidenceOfItsOwn() throws FormatException {
        TreeMap<String, ElfFacts> files = new TreeMap<>(Map.of("_x.so", new ElfFactsBuilder().build()));
        List<AcceleratorUse> uses = Accelerators.of(
                        WheelFilename.parse(WHEEL),
                        List.of(),
                        files,
                        new TreeMap<>(Map.of("_x.so", List.of("libcuda.so.1", "libz.so.1"))))
                .uses();

        assertThat(uses)
                .extracting(AcceleratorUse::stack, AcceleratorUse::name, AcceleratorUse::evidence, AcceleratorUse::file)
                .containsExactly(tuple("cuda", "libcuda.so.1", Evidence.DLOPEN, Optional.of("_x.so")));
    }

    private static List<String> conflicts(Map<String, ElfFactsBuilder> files) throws FormatException {
        return accelerators(WHEEL, List.of(), files).conflicts().stream()
                .map(conflict -> conflict.file().orElse("-") + " " + conflict.detail())
                .toList();
    }

    private static AcceleratorUse only(String wheel, List<String> requiresDist, Map<String, ElfFactsBuilder> files)
            throws FormatException {
        List<AcceleratorUse> uses = accelerators(wheel, requiresDist, files).uses();
        assertThat(uses).hasSize(1);
        return uses.get(0);
    }

    private static Accelerators accelerators(
            String wheel, List<String> requiresDist, Map<String, ElfFactsBuilder> files) throws FormatException {
        TreeMap<String, ElfFacts> facts = new TreeMap<>();
        files.forEach((path, file) -> facts.put(path, file.build()));
        return Accelerators.of(WheelFilename.parse(wheel), requiresDist, facts, new TreeMap<>());
    }
}
