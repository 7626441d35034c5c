package dev.wheelsweep.core.supply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.wheel.ProjectName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuppliersTest {
    private static final ProjectName PROJECT = ProjectName.of("p");

    private static Optional<String> text(String library, ProjectName wheel, String... requiresDist) {
        return Suppliers.builtIn().of(library, wheel, List.of(requiresDist)).map(Supplier::text);
    }

    @Test
    void driversNeedNoDeclaration() {
        assertThat(text("libcuda.so.1", PROJECT)).contains("which the NVIDIA driver brings");
        assertThat(text("libcuda.so", PROJECT)).isEmpty();
    }

    @Test
    void distributionsCountOnlyIfRequired() {
        assertThat(text("libcublas.so.12", PROJECT)).isEmpty();
        assertThat(text("libcublas.so.12", PROJECT, "numpy")).isEmpty();
        for (String requirement : List.of(
                "nvidia-cublas-cu12",
                "nvidia_cublas_cu12==12.4.5.8 ; platform_system == \"Linux\"",
                "nvidia.cublas>=13")) {
            assertThat(text("libcublas.so.12", PROJECT, "numpy", requirement))
                    .as(requirement)
                    .hasValueSatisfying(text -> assertThat(text).startsWith("which nvidia"));
        }
    }

    @Test
    void requirementsOfExtrasCount() {
        assertThat(text("libcudnn.so.9", PROJECT, "nvidia-cudnn-cu12~=9.0; extra == 'cuda'"))
                .contains("which nvidia-cudnn-cu12 brings; Requires-Dist names it");
    }

    @Test
    void distributionsNamedAfterTheirLibraryAreKnown() {
        assertThat(text("libeigenpy.so", PROJECT, "eigenpy")).isPresent();
        assertThat(text("libucxx.so", PROJECT, "libucxx-cu12==0.45.*")).isPresent();
        assertThat(text("libassimp.so.5", PROJECT, "cmeel-assimp")).isPresent();
        assertThat(text("libclick_tools.so", PROJECT, "click")).isEmpty();
        assertThat(text("libm.so.6", PROJECT, "numpy")).isEmpty();
    }

    @Test
    void optionalBackendsBelongToTheirProject() {
        assertThat(text("libtbb.so.12", ProjectName.of("Numba"))).contains("for an optional backend of numba");
        assertThat(text("libgomp.so.1.0.0", ProjectName.of("numba"))).isPresent();
        assertThat(text("libtbb.so.12", PROJECT)).isEmpty();
    }
}
