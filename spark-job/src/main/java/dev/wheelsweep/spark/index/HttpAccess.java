package dev.wheelsweep.spark.index;

import java.io.Serializable;
import java.time.Duration;

/**
 * How servers are asked. Is sent to executors.
 *
 * @param connections the most requests of this process that are under way
 * @param requestsPerSecond the most requests of this process that begin in a second
 * @param attempts how often a request is sent until it counts as failed
 * @param firstPause before the second attempt; doubled before each further one
 * @param longestPause that a server may ask for
 * @param connectTime until a connection counts as failed
 * @param answerTime until an answer counts as failed; longer for many bytes, see {@link #answerTime(long)}
 * @param mostWholeBytes of a file that is downloaded whole because its server knows no ranges
 */
public record HttpAccess(
        int connections,
        int requestsPerSecond,
        int attempts,
        Duration firstPause,
        Duration longestPause,
        Duration connectTime,
        Duration answerTime,
        long mostWholeBytes,
        Credentials credentials)
        implements Serializable {

    /** Connections as a browser opens to one server; a wheel takes some tens of requests. */
    public static final HttpAccess POLITE = new HttpAccess(
            8,
            50,
            5,
            Duration.ofMillis(250),
            Duration.ofMinutes(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            4L << 30,
            Credentials.NONE);

    /** What a server and the network to it usually deliver. */
    private static final long USUAL_BYTES_PER_SECOND = 10_000_000;

    private static final int USUAL_ROUND_TRIPS_PER_SECOND = 33;

    /** A server that is slower than this counts as failed. */
    private static final long LEAST_BYTES_PER_SECOND = 64 << 10;

    /** @return as {@link #POLITE}, with the names and passwords of the user's netrc file */
    public static HttpAccess ofUser() {
        return POLITE.with(Credentials.of(Netrc.ofUser()));
    }

    public HttpAccess with(Credentials other) {
        return new HttpAccess(
                connections,
                requestsPerSecond,
                attempts,
                firstPause,
                longestPause,
                connectTime,
                answerTime,
                mostWholeBytes,
                other);
    }

    /** @param rate requests per second */
    public HttpAccess with(int parallel, int rate) {
        return new HttpAccess(
                parallel,
                rate,
                attempts,
                firstPause,
                longestPause,
                connectTime,
                answerTime,
                mostWholeBytes,
                credentials);
    }

    /**
     * @return bytes that may arrive in vain instead of one more request: half of what usually arrives in the time that it takes
     *     from the others, since bytes arrive while requests wait
     */
    long bytesOfARequest() {
        long requests = Math.min(requestsPerSecond, (long) connections * USUAL_ROUND_TRIPS_PER_SECOND);
        return USUAL_BYTES_PER_SECOND / requests / 2;
    }

    /** @return how long an answer with so many bytes may take */
    Duration answerTime(long bytes) {
        return answerTime.plusSeconds(bytes / LEAST_BYTES_PER_SECOND);
    }

    /** @return the pause after a failed attempt, counted from 1 */
    Duration pause(int attempt) {
        return firstPause.multipliedBy(1L << (attempt - 1));
    }
}
