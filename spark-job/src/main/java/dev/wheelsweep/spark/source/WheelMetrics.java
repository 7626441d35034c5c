package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.listing.WheelFile;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/**
 * What one task has done so far. Spark adds the values of all tasks and shows the sums with the query. Spark creates the
 * nested classes by name.
 */
public final class WheelMetrics {
    /** The names that Spark uses for these metrics when it reports a task. */
    public static final Set<String> DESCRIPTIONS =
            Arrays.stream(all()).map(CustomMetric::description).collect(Collectors.toUnmodifiableSet());

    private long wheels;
    private long bytesDone;
    private long opened;
    private long failedWheels;
    private long failedEntries;
    private long bytesRead;
    private long bytesDecoded;

    WheelMetrics() {}

    static CustomMetric[] all() {
        return new CustomMetric[] {
            new Wheels(),
            new BytesDone(),
            new Opened(),
            new FailedWheels(),
            new FailedEntries(),
            new BytesRead(),
            new BytesDecoded()
        };
    }

    CustomTaskMetric[] values() {
        return new CustomTaskMetric[] {
            new Value(Wheels.NAME, wheels),
            new Value(BytesDone.NAME, bytesDone),
            new Value(Opened.NAME, opened),
            new Value(FailedWheels.NAME, failedWheels),
            new Value(FailedEntries.NAME, failedEntries),
            new Value(BytesRead.NAME, bytesRead),
            new Value(BytesDecoded.NAME, bytesDecoded)
        };
    }

    void countOpened() {
        opened++;
    }

    /** @param scanned empty if the query asks for names only */
    void count(WheelFile file, Optional<WheelReport> scanned) {
        wheels++;
        bytesDone += file.size();
        scanned.ifPresent(report -> {
            failedWheels += report.status() == WheelStatus.OK ? 0 : 1;
            failedEntries += report.failures().size();
            bytesRead += report.cost().bytesRead();
            bytesDecoded += report.cost().bytesDecoded();
        });
    }

    private record Value(String name, long value) implements CustomTaskMetric {}

    /** A name, a text for people, and a sum. */
    abstract static class Sum extends CustomSumMetric {
        private final String name;
        private final String description;

        Sum(String name, String description) {
            this.name = name;
            this.description = description;
        }

        @Override
        public final String name() {
            return name;
        }

        @Override
        public final String description() {
            return description;
        }
    }

    public static final class Wheels extends Sum {
        public static final String NAME = "wheels";
        public static final String DESCRIPTION = "wheels";

        public Wheels() {
            super(NAME, DESCRIPTION);
        }
    }

    /** The sizes of the files, as listed. */
    public static final class BytesDone extends Sum {
        public static final String NAME = "bytesDone";
        public static final String DESCRIPTION = "bytes of wheels done";

        public BytesDone() {
            super(NAME, DESCRIPTION);
        }
    }

    public static final class Opened extends Sum {
        public static final String NAME = "wheelsOpened";

        public Opened() {
            super(NAME, "wheels opened");
        }
    }

    /** Counts the wheels whose status is not ok. */
    public static final class FailedWheels extends Sum {
        public static final String NAME = "wheelsFailed";

        public FailedWheels() {
            super(NAME, "wheels not ok");
        }
    }

    public static final class FailedEntries extends Sum {
        public static final String NAME = "entriesFailed";

        public FailedEntries() {
            super(NAME, "entries failed");
        }
    }

    public static final class BytesRead extends Sum {
        public static final String NAME = "bytesRead";
        public static final String DESCRIPTION = "bytes read";

        public BytesRead() {
            super(NAME, DESCRIPTION);
        }
    }

    public static final class BytesDecoded extends Sum {
        public static final String NAME = "bytesDecoded";
        public static final String DESCRIPTION = "bytes decoded";

        public BytesDecoded() {
            super(NAME, DESCRIPTION);
        }
    }
}
