package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.columns.FailureColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.WheelColumns;
import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.listing.FileState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How many files of a mirror may be unreadable. A bad file never stops a sweep. A bad mirror does: a disk that fails, or a mount
 * that goes away while it is read.
 *
 * @param percent of the listed files; one file always may
 */
public record UnreadableShare(double percent) {
    public static final UnreadableShare DEFAULT = new UnreadableShare(1);

    private static final double WHOLE = 100;
    private static final int MOST_NAMED = 3;
    private static final StructType COLUMNS = new StructType(new StructField[] {
        NameColumns.WHEEL_PATH.field(),
        WheelColumns.STATUS.field(),
        WheelColumns.REASON.field(),
        StructField.apply(
                WheelColumns.FAILURES.name(),
                new ArrayType(new StructType(new StructField[] {FailureColumns.DETAIL.field()}), true),
                true,
                org.apache.spark.sql.types.Metadata.empty())
    });

    /**
     * @param staged all its files have been read
     * @param listed how many files the sweep lists
     * @throws UnreadableMirrorException if more files than allowed cannot be read, or half of those that were there have vanished
     */
    void check(StagedSweep staged, long listed, Configuration hadoop) throws IOException, UnreadableMirrorException {
        Set<String> notThere = new HashSet<>();
        long[] regular = {0};
        staged.forEachToRead(file -> {
            if (file.state() == FileState.REGULAR) {
                regular[0]++;
            } else {
                notThere.add(file.wheelPath());
            }
        });
        long there = regular[0];
        long[] unreadable = {0};
        long[] vanished = {0};
        List<String> some = new ArrayList<>();
        new ParquetFolder(hadoop, staged.layout().facts(staged.id())).forEach(COLUMNS, row -> {
            String path = row.getUTF8String(0).toString();
            if (isUnreadable(row)) {
                unreadable[0]++;
            } else if (is(row, 1, WheelStatus.VANISHED.column()) && !notThere.contains(path)) {
                vanished[0]++;
            } else {
                return;
            }
            if (some.size() < MOST_NAMED) {
                some.add(
                        "%s: %s".formatted(path, row.getArray(3).getStruct(0, 1).getUTF8String(0)));
            }
        });
        if (unreadable[0] > Math.max(1, listed * percent / WHOLE)) {
            throw new UnreadableMirrorException("%d of %d files cannot be read, such as %s"
                    .formatted(unreadable[0], listed, String.join("; ", some)));
        }
        if (vanished[0] > 1 && 2 * vanished[0] > there) {
            throw new UnreadableMirrorException("%d of %d files vanished while they were read, such as %s"
                    .formatted(vanished[0], there, String.join("; ", some)));
        }
    }

    private static boolean isUnreadable(InternalRow row) {
        return is(row, 1, WheelStatus.UNREADABLE_NOW.column()) || is(row, 2, Reason.ACCESS_DENIED.column());
    }

    private static boolean is(InternalRow row, int ordinal, String word) {
        return !row.isNullAt(ordinal) && row.getUTF8String(ordinal).toString().equals(word);
    }
}
