package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.spark.dataset.IndexRecord;
import dev.wheelsweep.spark.dataset.SweepRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a sweep is asked to do. An interrupted sweep is continued by a request that would begin the same sweep.
 *
 * @param places where the mirrors are, in a form that is the same for every sweep
 * @param name what the dataset calls the mirrors, all together; empty to call them by their places
 * @param limit how many files are swept at most; a limited sweep is a trial, which no later one is compared with
 * @param rereading which of the files that an earlier sweep has read are read again
 * @param io how wheels are read
 * @param verification how much is decoded beyond what facts need
 */
public record SweepRequest(
        List<String> places,
        Optional<String> name,
        OptionalInt limit,
        Rereading rereading,
        InputMode io,
        Verification verification) {

    /** What to do with a file that an earlier sweep has read. */
    public enum Rereading {
        /** Read it again if it changed since, or if another release read it. */
        CHANGED,
        /** Read it again. */
        ALL
    }

    public SweepRequest {
        places = List.copyOf(places);
    }

    /** A request for mirrors that the dataset calls by their places. */
    public SweepRequest(
            List<String> places, OptionalInt limit, Rereading rereading, InputMode io, Verification verification) {
        this(places, Optional.empty(), limit, rereading, io, verification);
    }

    /** @return what sweeps that are compared with each other have in common: {@link SweepRecord#mirrors} */
    public List<String> mirrors() {
        return name.map(List::of).orElse(places);
    }

    /** @return the index as the dataset shows it */
    IndexRecord published(IndexRecord index) {
        return name.map(index::of).orElse(index);
    }

    /** A request for all files that changed. */
    public static SweepRequest of(List<String> mirrors, InputMode io) {
        return new SweepRequest(mirrors, OptionalInt.empty(), Rereading.CHANGED, io, Verification.SAMPLE);
    }

    /** @return whether a published sweep is what this request asks for */
    boolean isAnsweredBy(SweepRecord published) {
        return mirrors().equals(published.mirrors()) && scope().equals(published.scope());
    }

    /** @return {@link SweepRecord#scope} */
    String scope() {
        return limit.isPresent() ? "first " + limit.getAsInt() : SweepRecord.ALL_FILES;
    }
}
