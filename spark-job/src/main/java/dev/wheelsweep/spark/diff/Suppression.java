package dev.wheelsweep.spark.diff;

import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.wheel.ProjectName;
import java.time.LocalDate;

/**
 * One accepted kind of finding of one project.
 *
 * @param line where it begins in the file, from 1
 * @param project the project of the wheels
 * @param finding the accepted finding
 * @param reason why, for the readers of the file
 * @param expires the last day, in UTC, on which it holds
 */
public record Suppression(int line, ProjectName project, FindingId finding, String reason, LocalDate expires) {

    boolean holdsOn(LocalDate day) {
        return !expires.isBefore(day);
    }
}
