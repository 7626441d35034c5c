package dev.wheelsweep.spark.index;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * Passes on a body up to a length, and cuts off the rest. The body of an unwanted answer is dropped, but read to its end if
 * it is short, so that the connection can be used again. The result says whether the body was cut off.
 */
final class LimitedBody implements BodySubscriber<Boolean> {
    /** A body that is cut off costs a connection; reading so many bytes is cheaper. */
    private static final long MOST_DROPPED = 64 << 10;

    /** Receives the bytes in order. */
    interface Sink {
        void accept(ByteBuffer bytes) throws IOException;
    }

    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final Sink sink;
    private final long most;
    private long length;
    private Subscription subscription;

    private LimitedBody(Sink sink, long most) {
        this.sink = sink;
        this.most = most;
    }

    /**
     * @param wanted statuses whose body is passed on
     * @param most bytes that are passed on
     */
    static BodyHandler<Boolean> handler(Set<Integer> wanted, long most, Sink sink) {
        return info -> wanted.contains(info.statusCode())
                ? new LimitedBody(sink, most)
                : new LimitedBody(bytes -> {}, MOST_DROPPED);
    }

    @Override
    public CompletionStage<Boolean> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer bytes : buffers) {
            if (done.isDone()) {
                return;
            }
            long left = most - length;
            boolean isTooLong = bytes.remaining() > left;
            length += bytes.remaining();
            try {
                sink.accept(isTooLong ? bytes.slice(bytes.position(), (int) left) : bytes);
            } catch (IOException full) {
                subscription.cancel();
                done.completeExceptionally(full);
            }
            if (isTooLong) {
                subscription.cancel();
                done.complete(true);
            }
        }
    }

    @Override
    public void onError(Throwable failed) {
        done.completeExceptionally(failed);
    }

    @Override
    public void onComplete() {
        done.complete(false);
    }
}
