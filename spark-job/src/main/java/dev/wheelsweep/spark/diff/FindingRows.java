package dev.wheelsweep.spark.diff;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.spark.columns.ClaimColumns;
import dev.wheelsweep.spark.columns.ClaimColumns.EvidenceColumns;
import dev.wheelsweep.spark.columns.FindingColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.VerdictColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The findings of judged wheels as rows, with the columns by which two findings are the same. */
final class FindingRows {
    static final String PATH = NameColumns.WHEEL_PATH.name();
    static final String PROJECT = NameColumns.PROJECT.name();
    static final String FILENAME = NameColumns.FILENAME.name();
    static final String ID = FindingColumns.ID.name();
    static final String SEVERITY = FindingColumns.SEVERITY.name();
    static final String FILE = FindingColumns.PATH.name();
    static final String TAG = ClaimColumns.TAG.name();
    static final String DETAIL = FindingColumns.DETAIL.name();

    /** The file that causes a violation; two violations are the same even if this differs. */
    static final String BLAMED = "blamed";

    private static final String ELEMENT = "element";

    private FindingRows() {}

    /** @param judged rows of {@link VerdictColumns} */
    static Dataset<Row> of(Dataset<Row> judged) {
        return findings(judged).unionByName(violations(judged));
    }

    private static Dataset<Row> findings(Dataset<Row> judged) {
        return unfolded(judged, VerdictColumns.FINDINGS.name())
                .where(not(field(FindingColumns.ID).equalTo(FindingId.TAG_VIOLATED.column())))
                .select(
                        col(PATH),
                        col(PROJECT),
                        col(FILENAME),
                        field(FindingColumns.ID).as(ID),
                        field(FindingColumns.SEVERITY).as(SEVERITY),
                        field(FindingColumns.PATH).as(FILE),
                        lit(null).cast("string").as(TAG),
                        field(FindingColumns.DETAIL).as(DETAIL),
                        field(FindingColumns.PATH).as(BLAMED));
    }

    /** From the claims, which name the tag; a wheel may violate several for the same file. */
    private static Dataset<Row> violations(Dataset<Row> judged) {
        Column need = get(
                filter(field(ClaimColumns.EVIDENCE), each -> not(each.getField(EvidenceColumns.WEAK.name()))), lit(0));
        return unfolded(judged, VerdictColumns.CLAIMS.name())
                .where(not(field(ClaimColumns.SATISFIED)))
                .select(
                        col(PATH),
                        col(PROJECT),
                        col(FILENAME),
                        lit(FindingId.TAG_VIOLATED.column()).as(ID),
                        lit(FindingId.TAG_VIOLATED.severity().column()).as(SEVERITY),
                        lit(null).cast("string").as(FILE),
                        field(ClaimColumns.TAG).as(TAG),
                        concat_ws(
                                        " of ",
                                        need.getField(EvidenceColumns.VERSION.name()),
                                        need.getField(EvidenceColumns.LIBRARY.name()))
                                .as(DETAIL),
                        need.getField(EvidenceColumns.FILE.name()).as(BLAMED));
    }

    private static Dataset<Row> unfolded(Dataset<Row> judged, String list) {
        return judged.select(
                col(PATH), col(PROJECT), col(FILENAME), explode(col(list)).as(ELEMENT));
    }

    private static Column field(dev.wheelsweep.spark.columns.ColumnSpec<?, ?> field) {
        return col(ELEMENT).getField(field.name());
    }
}
