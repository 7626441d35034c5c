package dev.wheelsweep.spark.diff;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A wheel that is new, changed or vanished, or has another verdict.
 *
 * @param change how it differs
 * @param wheelPath where it is in its mirror, or was
 * @param filename its name
 * @param project in normal form; empty if the name is invalid
 * @param before its verdict before; empty if it was not there or could not be read
 * @param after its verdict now; empty if it vanished or could not be read
 */
public record WheelChange(
        ChangeKind change,
        String wheelPath,
        String filename,
        Optional<String> project,
        Optional<String> before,
        Optional<String> after) {
    static final String CHANGE = "change";
    static final String BEFORE = "verdict_before";
    static final String AFTER = "verdict_after";

    /** In the order of {@link #of}. */
    static final List<String> COLUMNS =
            List.of(CHANGE, FindingRows.PATH, FindingRows.FILENAME, FindingRows.PROJECT, BEFORE, AFTER);

    static WheelChange of(Row row) {
        return new WheelChange(
                ChangeKind.valueOf(row.getString(0)),
                row.getString(1),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)));
    }
}
