package dev.wheelsweep.core.system;

import java.time.LocalDate;
import java.util.Optional;

/**
 * When a system was released, and until when it gets security updates. Each day is empty if it is unknown, or if there is
 * none.
 *
 * @param released the first day
 * @param end the last day of standard support, for everybody
 * @param extendedEnd the last day of the longest support that the distributor sells or a community gives
 */
public record Lifecycle(Optional<LocalDate> released, Optional<LocalDate> end, Optional<LocalDate> extendedEnd) {}
