package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.Limits;

/** The limits that every wheel has, some of them so small that a test reaches them. */
final class SmallLimits {
    private int entries = Limits.DEFAULT.entries();
    private long decodedFloor = Limits.DEFAULT.decodedFloor();
    private int decodedRatio = Limits.DEFAULT.decodedRatio();
    private int textBytes = Limits.DEFAULT.textBytes();
    private int stringBytes = Limits.DEFAULT.stringBytes();
    private int neededLibraries = Limits.DEFAULT.neededLibraries();
    private int versionRecords = Limits.DEFAULT.versionRecords();
    private int symbols = Limits.DEFAULT.symbols();
    private long rowBytes = Limits.DEFAULT.rowBytes();

    SmallLimits entries(int most) {
        entries = most;
        return this;
    }

    SmallLimits decoded(long floor, int ratio) {
        decodedFloor = floor;
        decodedRatio = ratio;
        return this;
    }

    SmallLimits textBytes(int most) {
        textBytes = most;
        return this;
    }

    SmallLimits stringBytes(int most) {
        stringBytes = most;
        return this;
    }

    SmallLimits neededLibraries(int most) {
        neededLibraries = most;
        return this;
    }

    SmallLimits versionRecords(int most) {
        versionRecords = most;
        return this;
    }

    SmallLimits symbols(int most) {
        symbols = most;
        return this;
    }

    SmallLimits rowBytes(long most) {
        rowBytes = most;
        return this;
    }

    Limits all() {
        return new Limits(
                entries,
                decodedFloor,
                decodedRatio,
                textBytes,
                stringBytes,
                neededLibraries,
                versionRecords,
                symbols,
                rowBytes);
    }
}
