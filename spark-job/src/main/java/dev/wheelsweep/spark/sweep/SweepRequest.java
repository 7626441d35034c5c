package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.spark.dataset.SweepRecord;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a sweep is asked to do. An interrupted sweep is continued by a request that would begin the same sweep.
 *
 * @param mirrors the paths of the mirrors, in a form that is the same for every sweep
 * @param limit how many files are swept at most; a limited sweep is a trial, which no later one is compared with
 * @param rereading which of the files that an earlier sweep has read are read again
 * @param io how wheels are read
 * @param verification how much is decoded beyond what facts need
 */
public record SweepRequest(
        List<String> mirrors, OptionalInt limit, Rereading rereading, InputMode io, Verification verification) {

    /** What to do with a file that an earlier sweep has read. */
    public enum Rereading {
        /** Read it again if it changed since, or if another release read it. */
        CHANGED,
        /** Read it again. */
        ALL
    }

    public SweepRequest {
        mirrors = List.copyOf(mirrors);
    }

    /** A request for all files that changed. */
    public static SweepRequest of(List<String> mirrors, InputMode io) {
        return new SweepRequest(mirrors, OptionalInt.empty(), Rereading.CHANGED, io, Verification.SAMPLE);
    }

    /** @return whether a published sweep is what this request asks for */
    boolean isAnsweredBy(SweepRecord published) {
        return mirrors.equals(published.mirrors()) && scope().equals(published.scope());
    }

    /** @return {@link SweepRecord#scope} */
    String scope() {
        return limit.isPresent() ? "first " + limit.getAsInt() : SweepRecord.ALL_FILES;
    }
}
