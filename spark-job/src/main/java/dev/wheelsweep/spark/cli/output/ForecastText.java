package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.spark.sweep.SweepForecast;

/** What a sweep would do, for people. */
public final class ForecastText {
    private ForecastText() {}

    public static String of(SweepForecast forecast) {
        return "%,d files to read, %,d bytes; %,d unchanged, %,d vanished%n%s%n"
                .formatted(
                        forecast.reads(),
                        forecast.bytes(),
                        forecast.unchanged(),
                        forecast.vanished(),
                        forecast.time()
                                .map(it -> "about %d min %02d s at the rate of the last sweep"
                                        .formatted(it.toMinutes(), it.toSecondsPart()))
                                .orElse("no earlier sweep shows how long that takes"));
    }
}
