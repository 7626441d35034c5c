package dev.wheelsweep.spark.tables;

import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.ReportSchema;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.columns.WheelColumns;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.tables.WheelRelation.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** The rows of one wheel of a sweep; of its files only those that were read. */
record WheelRows(SweepId sweep) implements SweptRows<WheelRelation> {

    @Override
    public WheelRelation facts() {
        return new WheelRelation(ReportSchema.schema(), wheel -> List.of(wheel.facts()));
    }

    @Override
    public WheelRelation verdicts() {
        return new WheelRelation(
                VerdictColumns.schema(), wheel -> wheel.verdict().stream().toList());
    }

    @Override
    public WheelRelation judged() {
        StructType facts = ReportSchema.schema();
        Fields scanned = Fields.of(facts, List.of(facts.fieldNames()));
        List<String> names = List.of(VerdictColumns.POLICY.name(), VerdictColumns.VERDICT.name());
        Fields judged = Fields.of(VerdictColumns.schema(), names);
        StructType schema = new StructType(
                Stream.concat(Arrays.stream(facts.fields()), names.stream().map(VerdictColumns.schema()::apply))
                        .toArray(StructField[]::new));
        return new WheelRelation(schema, wheel -> {
            Object[] values = new Object[schema.size()];
            scanned.copy(wheel.facts(), values, 0);
            wheel.verdict().ifPresent(verdict -> judged.copy(verdict, values, scanned.size()));
            return List.of(new GenericInternalRow(values));
        });
    }

    @Override
    public WheelRelation files() {
        StructType schema = MirrorFileColumns.schema();
        StructType facts = ReportSchema.schema();
        List<String> scanned = Stream.of(schema.fieldNames())
                .map(name -> name.equals(MirrorFileColumns.FACTS_SWEEP.name()) ? WheelColumns.STATUS.name() : name)
                .toList();
        Fields fields = Fields.of(facts, scanned);
        int factsSweep = schema.fieldIndex(MirrorFileColumns.FACTS_SWEEP.name());
        UTF8String vanished = UTF8String.fromString(WheelStatus.VANISHED.column());
        UTF8String id = UTF8String.fromString(sweep.text());
        return new WheelRelation(schema, wheel -> {
            Object[] values = new Object[schema.size()];
            fields.copy(wheel.facts(), values, 0);
            values[factsSweep] = vanished.equals(values[factsSweep]) ? null : id;
            return List.<InternalRow>of(new GenericInternalRow(values));
        });
    }
}
