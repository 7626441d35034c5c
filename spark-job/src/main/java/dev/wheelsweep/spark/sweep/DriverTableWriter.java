package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.ReportSchema;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.columns.WheelVerdict;
import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.judge.WheelJudge;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.UnchangedFile;
import dev.wheelsweep.spark.tables.FlatTable;
import dev.wheelsweep.spark.tables.SweptSchema;
import dev.wheelsweep.spark.tables.SweptWheel;
import dev.wheelsweep.spark.tables.TableRows;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InterpretedUnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Writes the verdicts and tables of a sweep that read few wheels, one file per table, in the driver. Spark would take ten
 * times as long to plan and compile twenty queries as their work takes.
 */
final class DriverTableWriter {
    /** Files that are listed and not read take some hundred bytes each. */
    static final long UNREAD_FILES = 50_000;

    private final Configuration hadoop;
    private final StagedSweep staged;
    private final List<SweptWheel> wheels;

    private DriverTableWriter(Configuration hadoop, StagedSweep staged, List<SweptWheel> wheels) {
        this.hadoop = hadoop;
        this.staged = staged;
        this.wheels = wheels;
    }

    /** Reads the staged facts, and judges them. */
    static DriverTableWriter judged(Configuration hadoop, StagedSweep staged, PolicySource policy) throws IOException {
        StructType schema = ReportSchema.schema();
        UnsafeProjection compact = compact(schema);
        List<InternalRow> facts = new ArrayList<>();
        new ParquetFolder(hadoop, staged.layout().facts(staged.id()))
                .forEach(schema, row -> facts.add(compact.apply(row).copy()));
        facts.sort(by(schema, FlatTable.KEYS));
        Function1<Object, Object> typed = CatalystTypeConverters.createToScalaConverter(schema);
        Function<Row, Optional<WheelVerdict>> judge = new WheelJudge(policy).judge();
        return new DriverTableWriter(
                hadoop,
                staged,
                facts.parallelStream()
                        .map(row -> new SweptWheel(
                                row, judge.apply((Row) typed.apply(row)).map(VerdictColumns::internal)))
                        .toList());
    }

    /** Not {@code UnsafeProjection.create}, which would compile one. */
    private static UnsafeProjection compact(StructType schema) {
        List<Expression> fields = IntStream.range(0, schema.size())
                .<Expression>mapToObj(i -> new BoundReference(i, schema.apply(i).dataType(), true))
                .toList();
        return InterpretedUnsafeProjection.createProjection(
                CollectionConverters.asScala(fields).toSeq());
    }

    void writeVerdicts(String policyId) throws IOException {
        write(
                staged.layout().verdicts(policyId, staged.id()),
                VerdictColumns.schema(),
                wheels.stream().flatMap(wheel -> wheel.verdict().stream()).toList());
    }

    /** A table without rows has a file too: readers need its columns. */
    void write(FlatTable table) throws IOException {
        TableRows made = table.rows(SweptSchema.WHOLE, staged.id().text());
        Comparator<InternalRow> order = by(made.schema(), table.orderWithinWheel());
        try (ParquetFolder.Sink file =
                new ParquetFolder(hadoop, staged.layout().table(table)).create(made.schema(), staged.id())) {
            for (SweptWheel wheel : wheels) {
                List<InternalRow> rows = new ArrayList<>(made.of().apply(wheel));
                rows.sort(order);
                rows.forEach(file::write);
            }
        }
    }

    /** The table of all listed files: those that were read, and those that were not. */
    void writeFiles() throws IOException {
        TableRows read =
                FlatTable.MIRROR_FILES.rows(SweptSchema.WHOLE, staged.id().text());
        List<InternalRow> files = new ArrayList<>();
        wheels.forEach(wheel -> files.addAll(read.of().apply(wheel)));
        FileSystem system = staged.unchanged().getFileSystem(hadoop);
        try (InputStream lines = system.open(staged.unchanged())) {
            UnchangedFile.LINES.read(lines, file -> files.add(MirrorFileColumns.unchanged(file)));
        }
        try (InputStream lines = system.open(staged.vanished())) {
            Inventory.LINES.read(lines, file -> files.add(MirrorFileColumns.vanished(file)));
        }
        try (InputStream lines = system.open(staged.notChosen())) {
            Inventory.LINES.read(lines, file -> files.add(MirrorFileColumns.notChosen(file)));
        }
        files.sort(by(read.schema(), FlatTable.KEYS));
        write(staged.layout().table(FlatTable.MIRROR_FILES), read.schema(), files);
    }

    private void write(Path folder, StructType schema, Collection<InternalRow> rows) throws IOException {
        try (ParquetFolder.Sink file = new ParquetFolder(hadoop, folder).create(schema, staged.id())) {
            rows.forEach(file::write);
        }
    }

    /** The order that Spark sorts texts in: by bytes, null first. */
    private static Comparator<InternalRow> by(StructType schema, List<String> columns) {
        Comparator<UTF8String> nullFirst = Comparator.nullsFirst(UTF8String::compareTo);
        return Arrays.stream(columns.stream().mapToInt(schema::fieldIndex).toArray())
                .<Comparator<InternalRow>>mapToObj(ordinal -> Comparator.comparing(
                        row -> row.isNullAt(ordinal) ? null : row.getUTF8String(ordinal), nullFirst))
                .reduce(Comparator::thenComparing)
                // A table with one row per wheel needs no order within a wheel.
                .orElse(Comparator.comparingInt(InternalRow::numFields));
    }
}
