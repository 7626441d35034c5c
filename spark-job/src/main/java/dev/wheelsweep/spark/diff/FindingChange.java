package dev.wheelsweep.spark.diff;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A finding that is new or vanished. Two sweeps have the same one if wheel, id and file agree; of {@code tag_violated}, if wheel
 * and tag do.
 *
 * @param change {@link ChangeKind#NEW} or {@link ChangeKind#VANISHED}
 * @param severity as the table {@code findings} has it
 * @param id of the finding
 * @param wheelPath where the wheel is in its mirror, or was
 * @param filename its name
 * @param project in normal form
 * @param file the file in the wheel; of a violation the first to blame
 * @param tag the platform tag that is violated; empty for all other findings
 * @param detail the evidence, for a person
 * @param isKnown whether a baseline suppresses it
 */
public record FindingChange(
        ChangeKind change,
        String severity,
        String id,
        String wheelPath,
        String filename,
        String project,
        Optional<String> file,
        Optional<String> tag,
        String detail,
        boolean isKnown) {
    /** In the order of {@link #of}. */
    static final List<String> COLUMNS = List.of(
            WheelChange.CHANGE,
            FindingRows.SEVERITY,
            FindingRows.ID,
            FindingRows.PATH,
            FindingRows.FILENAME,
            FindingRows.PROJECT,
            FindingRows.BLAMED,
            FindingRows.TAG,
            FindingRows.DETAIL,
            KnownFindings.KNOWN);

    static FindingChange of(Row row) {
        return new FindingChange(
                ChangeKind.valueOf(row.getString(0)),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getString(6)),
                Optional.ofNullable(row.getString(7)),
                row.getString(8),
                row.getBoolean(9));
    }
}
