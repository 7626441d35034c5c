package dev.wheelsweep.spark.source;

import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.NamedFile;
import dev.wheelsweep.spark.columns.ReportSchema;
import dev.wheelsweep.spark.columns.Shape;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A condition of the query that needs only the listing and the file name. Spark evaluates it, so that nulls, collations and
 * functions have the same meaning as in the rest of the query.
 */
final class NameFilter {
    private final Shape<NamedFile> columns;
    private final BasePredicate condition;

    private NameFilter(Shape<NamedFile> columns, BasePredicate condition) {
        this.columns = columns;
        this.condition = condition;
    }

    /** @return false for conditions on what the scan finds, random conditions, and Python functions */
    static boolean canDecide(Expression condition) {
        return condition.deterministic()
                && ReportSchema.isFromNames(schema(condition))
                && !condition.exists(NameFilter::isOutsideTheJvm);
    }

    /** True for Python functions, for example. Columns are also unevaluable until they are bound to a row. */
    private static boolean isOutsideTheJvm(Object part) {
        return part instanceof Unevaluable && !(part instanceof Attribute);
    }

    /** @param condition one that {@link #canDecide} */
    static NameFilter of(Expression condition) {
        BasePredicate bound =
                Predicate$.MODULE$.create(condition, condition.references().toSeq());
        bound.initialize(0);
        return new NameFilter(NameColumns.SHAPE.prunedTo(schema(condition)), bound);
    }

    /** @return false also where the condition is null, as in WHERE */
    boolean keeps(NamedFile file) {
        return condition.eval(columns.row(file));
    }

    private static StructType schema(Expression condition) {
        return new StructType(CollectionConverters.asJava(condition.references().toSeq()).stream()
                .map(attribute -> DataTypes.createStructField(attribute.name(), attribute.dataType(), true))
                .toArray(StructField[]::new));
    }
}
