package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.scan.ScannerVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"wheelsweep " + ScannerVersion.CURRENT, "Java " + Runtime.version()};
    }
}
