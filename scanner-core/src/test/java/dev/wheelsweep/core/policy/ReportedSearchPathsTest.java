package dev.wheelsweep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Wheels made by a compiler and a linker; dlopen of glibc 2.36 loads those that keep their tag, and no other. */
@EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
class ReportedSearchPathsTest {
    private static final Path REPORTED = Path.of(System.getProperty("wheelsweep.shared", ""), "wheels", "reported");

    private static final Map<String, Claim.Standing> WHEELS = Map.of(
            "rp/pkg-1.0-cp311-cp311-manylinux_2_17_x86_64.whl", Claim.Standing.VIOLATED,
            "rp/pkg-1.0-cp312-cp312-manylinux_2_17_x86_64.whl", Claim.Standing.SATISFIED,
            "rp2/inherit-1.0-cp312-cp312-manylinux_2_17_x86_64.whl", Claim.Standing.SATISFIED,
            "rp2/sonameloaded-1.0-cp312-cp312-manylinux_2_17_x86_64.whl", Claim.Standing.SATISFIED,
            "searchpath/rpq-1.0-py3-none-manylinux_2_17_x86_64.whl", Claim.Standing.SATISFIED,
            "searchpath/rpr-1.0-py3-none-manylinux_2_17_x86_64.whl", Claim.Standing.VIOLATED,
            "searchpath/rpw-1.0-py3-none-manylinux_2_17_x86_64.whl", Claim.Standing.SATISFIED,
            "vs/pkg-1.0-py3-none-manylinux_2_17_x86_64.whl", Claim.Standing.SATISFIED);

    @Test
    void theTagIsKeptIfTheLoaderLoadsTheExtension() throws IOException {
        PolicyEngine engine = new PolicyEngine(PolicyCatalog.builtIn());
        for (Map.Entry<String, Claim.Standing> wheel : WHEELS.entrySet()) {
            Subject subject = Subject.of(new WheelScanner(InputMode.MMAP).scan(REPORTED.resolve(wheel.getKey())))
                    .orElseThrow();
            assertThat(engine.judge(subject).claims())
                    .as(wheel.getKey())
                    .extracting(Claim::standing)
                    .containsExactly(wheel.getValue());
        }
    }
}
