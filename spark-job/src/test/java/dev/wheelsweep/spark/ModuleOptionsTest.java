package dev.wheelsweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** {@code spark.args} repeats what Spark asks of the JVM, because a launcher cannot ask Spark before there is a JVM. */
class ModuleOptionsTest {
    /**
     * With either, starts print a warning: the first is for Spark's linear algebra only, the second names a package that JDK
     * 24 dropped. The launcher gives the second to older JDKs.
     */
    private static final Set<String> LEFT_OUT =
            Set.of("--add-modules=jdk.incubator.vector", "--add-opens=java.base/sun.security.action=ALL-UNNAMED");

    @Test
    void testsRunWithTheOptionsThatSparkNeeds() {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .containsAll(Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
                        .filter(option -> !LEFT_OUT.contains(option))
                        .toList())
                .doesNotContainAnyElementsOf(LEFT_OUT);
    }
}
