package dev.wheelsweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** {@code spark.args} repeats what Spark asks of the JVM, because a launcher cannot ask Spark before there is a JVM. */
class ModuleOptionsTest {
    /** Only Spark's linear algebra uses it, and every start with it prints a warning. */
    private static final String LEFT_OUT = "--add-modules=jdk.incubator.vector";

    @Test
    void testsRunWithTheOptionsThatSparkNeeds() {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .containsAll(Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
                        .filter(option -> !option.equals(LEFT_OUT))
                        .toList())
                .doesNotContain(LEFT_OUT);
    }
}
