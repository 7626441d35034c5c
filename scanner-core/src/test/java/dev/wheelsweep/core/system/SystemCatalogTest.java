package dev.wheelsweep.core.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.Arch;
import org.junit.jupiter.api.Test;

class SystemCatalogTest {

    @Test
    void theBuiltInCatalogueIsRead() {
        SystemCatalog catalog = SystemCatalog.builtIn();
        assertThat(catalog.all()).hasSizeGreaterThan(140);
        LinuxSystem rhel = catalog.named("rhel:8").orElseThrow();
        BaseLibrary stdcxx =
                rhel.libraries().get(Arch.X86_64).named("libstdc++.so.6").orElseThrow();
        assertThat(stdcxx.path()).isEqualTo("/lib64/libstdc++.so.6");
        assertThat(stdcxx.versions())
                .contains("GLIBCXX_3.4", "GLIBCXX_3.4.25", "CXXABI_1.3.11", "CXXABI_TM_1", "CXXABI_FLOAT128")
                .doesNotContain("GLIBCXX_3.4.26", "CXXABI_1.3.12");
        for (LinuxSystem system : catalog.all()) {
            system.libraries().forEach((arch, libraries) -> assertThat(libraries.all())
                    .as("%s %s", system.id(), arch)
                    .isNotEmpty());
        }
    }

    @Test
    void aFileThatIsNoCatalogueIsRefused() {
        FormatException bad = catchThrowableOfType(
                FormatException.class, () -> SystemCatalog.builtIn().with("mine.json", "{}".getBytes(UTF_8)));
        assertThat(bad.format()).isEqualTo(Format.SYSTEMS);
        assertThat(bad.reason()).isEqualTo(Reason.BAD_SYSTEMS);
        assertThat(bad.detail()).isEqualTo("mine.json, line 1, column 1: the field \"systems\" is missing");
    }
}
