package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.SweepColumn;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows that are current after a sweep: of every file that it listed, those of the sweep that read the file last, in the
 * generation or under their sweeps. Rows stream by, read by this process; memory holds eight bytes per file.
 */
public final class CurrentRows {
    private final Configuration hadoop;
    private final DatasetLayout dataset;
    private final Generation generation;
    private final SweepId sweep;
    private final List<SweepId> factsSweeps;

    /** Sorted: {@link #key} of every file that has rows. 64 bits, so that two files are hardly ever confused. */
    private final long[] current;

    /** @param hadoop with the settings of {@link SweepSession} */
    public CurrentRows(Configuration hadoop, Path dataset, SweepRecord record) throws IOException {
        this.hadoop = hadoop;
        this.dataset = new DatasetLayout(dataset);
        this.generation = Generation.latest(dataset.getFileSystem(hadoop), this.dataset);
        this.sweep = new SweepId(record.sweep());
        this.factsSweeps = record.factsSweepIds();
        this.current = keys((int) record.factsSweeps().values().stream()
                .mapToLong(Long::longValue)
                .sum());
    }

    private long[] keys(int files) throws IOException {
        long[] keys = new long[files];
        int[] count = {0};
        forEachFile(columns(NameColumns.WHEEL_PATH.field(), MirrorFileColumns.FACTS_SWEEP.field()), row -> {
            if (!row.isNullAt(1)) {
                if (count[0] < files) {
                    keys[count[0]] = key(row.getUTF8String(0), row.getUTF8String(1));
                }
                count[0]++;
            }
        });
        if (count[0] != files) {
            throw new DamagedFileException(
                    "%s/%s-*".formatted(DatasetLayout.forPeople(dataset.table(FlatTable.MIRROR_FILES)), sweep),
                    "it has %,d files with facts, and the record counts %,d".formatted(count[0], files),
                    DamagedParquet.REMEDY);
        }
        Arrays.sort(keys);
        return keys;
    }

    private static StructType columns(StructField... columns) {
        return new StructType(columns);
    }

    private static long key(UTF8String path, UTF8String sweep) {
        return hash(path, hash(sweep, 0));
    }

    private static long hash(UTF8String text, long seed) {
        return XXH64.hashUnsafeBytes(text.getBaseObject(), text.getBaseOffset(), text.numBytes(), seed);
    }

    /** The files that the sweep listed, also those that are gone. */
    public void forEachFile(StructType columns, ParquetFolder.Visitor visitor) throws IOException {
        rows(List.of(sweep), FlatTable.MIRROR_FILES, columns, (row, of) -> visitor.visit(row));
    }

    /** The current rows of a table. */
    public void forEach(FlatTable table, StructType columns, ParquetFolder.Visitor visitor) throws IOException {
        String key = NameColumns.WHEEL_PATH.name();
        boolean asked = List.of(columns.fieldNames()).contains(key);
        StructType read = asked ? columns : columns.add(NameColumns.WHEEL_PATH.field());
        int path = read.fieldIndex(key);
        rows(factsSweeps, table, read, (row, of) -> {
            if (Arrays.binarySearch(current, key(row.getUTF8String(path), of)) >= 0) {
                visitor.visit(row);
            }
        });
    }

    /** Takes a row, and the sweep that it is of. */
    private interface Visitor {
        void visit(InternalRow row, UTF8String sweep) throws IOException;
    }

    private void rows(List<SweepId> sweeps, FlatTable table, StructType columns, Visitor visitor) throws IOException {
        Set<UTF8String> compacted = sweeps.stream()
                .filter(generation::has)
                .map(id -> UTF8String.fromString(id.text()))
                .collect(Collectors.toSet());
        if (!compacted.isEmpty()) {
            Path together = dataset.generation(generation.id()).table(table);
            int of = columns.size();
            StructType withSweep = SweepColumn.after(columns);
            new ParquetFolder(hadoop, together).forEach(withSweep, row -> {
                if (compacted.contains(row.getUTF8String(of))) {
                    visitor.visit(row, row.getUTF8String(of));
                }
            });
        }
        for (SweepId id : sweeps) {
            if (!generation.has(id)) {
                UTF8String of = UTF8String.fromString(id.text());
                new ParquetFolder(hadoop, dataset.table(table), Optional.of(id))
                        .forEach(columns, row -> visitor.visit(row, of));
            }
        }
    }
}
