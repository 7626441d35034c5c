package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The last release of pip for each Python: Requires-Python of pip on PyPI, 2026-11-29. */
public final class LastPip {
    /** Each is the last from this Python up to the next one. */
    private static final NavigableMap<DottedNumber, DottedNumber> SINCE = new TreeMap<>(Map.of(
            DottedNumber.of(0), DottedNumber.of(9, 0, 3),
            DottedNumber.of(2, 7), DottedNumber.of(20, 3, 4),
            DottedNumber.of(3, 4), DottedNumber.of(19, 1, 1),
            DottedNumber.of(3, 5), DottedNumber.of(20, 3, 4),
            DottedNumber.of(3, 6), DottedNumber.of(21, 3, 1),
            DottedNumber.of(3, 7), DottedNumber.of(24, 0),
            DottedNumber.of(3, 8), DottedNumber.of(25, 0, 1),
            DottedNumber.of(3, 9), DottedNumber.of(26, 0, 1),
            DottedNumber.of(3, 10), DottedNumber.of(26, 3)));

    private LastPip() {}

    public static Installer.Pip of(DottedNumber python) {
        return new Installer.Pip(SINCE.floorEntry(python.majorMinor()).getValue());
    }
}
