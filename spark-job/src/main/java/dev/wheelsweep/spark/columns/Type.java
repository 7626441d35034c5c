package dev.wheelsweep.spark.columns;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Converts values of a record into values of Spark. Integers are signed, and lists hold no nulls. There are no maps,
 * because readers other than Spark disagree about them.
 *
 * @param <V> the type in the record
 */
public sealed interface Type<V> {
    Type<String> TEXT = new Scalar<>(DataTypes.StringType, UTF8String::fromString);
    Type<Integer> INT = new Scalar<>(DataTypes.IntegerType, number -> number);
    Type<Long> LONG = new Scalar<>(DataTypes.LongType, number -> number);
    Type<Boolean> FLAG = new Scalar<>(DataTypes.BooleanType, flag -> flag);
    /** Microseconds since 1970-01-01 UTC. */
    Type<Long> TIMESTAMP = new Scalar<>(DataTypes.TimestampType, micros -> micros);

    Type<List<String>> TEXTS = listOf(TEXT);

    static <E> Type<List<E>> listOf(Type<E> element) {
        return new ListOf<>(element);
    }

    static <T> Type<T> struct(Shape<T> shape) {
        return new Struct<>(shape);
    }

    DataType spark();

    /** @return the value as Spark's internal rows hold it */
    Object toSpark(V value);

    /**
     * Keeps only the fields that a query requests.
     *
     * @param wanted this type, or the same with fewer fields in its structs
     */
    Type<V> prunedTo(DataType wanted);

    /** One value. */
    record Scalar<V>(DataType spark, Function<V, Object> conversion) implements Type<V> {
        @Override
        public Object toSpark(V value) {
            return conversion.apply(value);
        }

        @Override
        public Type<V> prunedTo(DataType wanted) {
            return this;
        }
    }

    /** Values in order, none null. */
    record ListOf<E>(Type<E> element) implements Type<List<E>> {
        @Override
        public DataType spark() {
            return DataTypes.createArrayType(element.spark(), false);
        }

        @Override
        public Object toSpark(List<E> values) {
            Object[] converted = new Object[values.size()];
            int i = 0;
            for (E value : values) {
                converted[i++] = element.toSpark(value);
            }
            return new GenericArrayData(converted);
        }

        @Override
        public Type<List<E>> prunedTo(DataType wanted) {
            return new ListOf<>(element.prunedTo(((ArrayType) wanted).elementType()));
        }
    }

    /** A record as a row inside a row. */
    record Struct<T>(Shape<T> shape) implements Type<T> {
        @Override
        public DataType spark() {
            return shape.schema();
        }

        @Override
        public Object toSpark(T subject) {
            return shape.row(subject);
        }

        @Override
        public Type<T> prunedTo(DataType wanted) {
            return new Struct<>(shape.prunedTo((StructType) wanted));
        }
    }
}
