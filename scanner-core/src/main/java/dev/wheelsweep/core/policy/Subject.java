package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.List;

/**
 * All that a judgement rests on: stored facts make the same subject as the wheel they were read from.
 *
 * @param name what the wheel claims
 * @param distInfo what WHEEL, METADATA and RECORD say
 * @param binaries its ELF files, in any order; kept sorted by {@link InstallOrder}
 * @param unread entries that could not be read, in any order; kept sorted. What they need is unknown, but a library among
 *     them is there to be found
 * @param archive what is odd in the zip, as it was found when the wheel was scanned
 */
public record Subject(
        WheelFilename name, DistInfo distInfo, List<Binary> binaries, List<String> unread, List<Finding> archive) {

    /** A wheel in whose archive nothing is odd. */
    public Subject(WheelFilename name, DistInfo distInfo, List<Binary> binaries, List<String> unread) {
        this(name, distInfo, binaries, unread, List.of());
    }

    public Subject {
        archive = List.copyOf(archive);
        binaries = binaries.stream().sorted(InstallOrder.BY_PATH).toList();
        unread = unread.stream().sorted().distinct().toList();
    }
}
