package dev.wheelsweep.spark.source;

import dev.wheelsweep.spark.columns.ReportSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.internal.connector.SupportsPushDownCatalystFilters;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Takes from the query the conditions that names decide, and the columns that are requested.
 *
 * <p>Conditions arrive as Catalyst expressions, as in Spark's file sources. The public {@code SupportsPushDownV2Filters}
 * cannot express {@code array_contains} and similar functions, which conditions on tags need.
 */
final class WheelScanBuilder implements SupportsPushDownCatalystFilters, SupportsPushDownRequiredColumns {
    private final ReadOptions options;
    private List<Expression> conditions = List.of();
    private StructType columns = ReportSchema.schema();

    WheelScanBuilder(ReadOptions options) {
        this.options = options;
    }

    /** @return the conditions that Spark must test itself, on every row */
    @Override
    public Seq<Expression> pushFilters(Seq<Expression> filters) {
        Map<Boolean, List<Expression>> byNames =
                CollectionConverters.asJava(filters).stream().collect(Collectors.partitioningBy(NameFilter::canDecide));
        conditions = byNames.get(true);
        return CollectionConverters.asScala(byNames.get(false)).toSeq();
    }

    /** Empty, because no condition has the public form; {@link WheelScan#description} shows those that were taken. */
    @Override
    public Predicate[] pushedFilters() {
        return new Predicate[0];
    }

    @Override
    public void pruneColumns(StructType required) {
        columns = required;
    }

    @Override
    public Scan build() {
        return new WheelScan(options, columns, conditions);
    }
}
