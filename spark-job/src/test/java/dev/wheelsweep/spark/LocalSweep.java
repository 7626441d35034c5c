package dev.wheelsweep.spark;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.sweep.Sweep;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Sweeps a folder of wheels on {@link LocalSpark}, for tests that ask the dataset. */
public final class LocalSweep {
    private LocalSweep() {}

    public static SweepRecord of(Path mirror, Path dataset) throws Exception {
        return of(mirror, dataset, Clock.systemUTC());
    }

    public static SweepRecord of(Path mirror, Path dataset, Instant start) throws Exception {
        return of(mirror, dataset, Clock.fixed(start, ZoneOffset.UTC));
    }

    private static SweepRecord of(Path mirror, Path dataset, Clock clock) throws Exception {
        return new Sweep(LocalSpark.interpreting(), new org.apache.hadoop.fs.Path(dataset.toUri()), clock)
                .run(
                        List.of(mirror.toString()),
                        MirrorListing.of(List.of(mirror)).files(),
                        InputMode.MMAP);
    }
}
