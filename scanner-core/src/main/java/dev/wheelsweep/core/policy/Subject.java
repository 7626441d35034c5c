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
 */
public record Subject(WheelFilename name, DistInfo distInfo, List<Binary> binaries, List<String> unread) {

    public Subject {
        binaries = binaries.stream().sorted(InstallOrder.BY_PATH).toList();
        unread = unread.stream().sorted().distinct().toList();
    }
}
