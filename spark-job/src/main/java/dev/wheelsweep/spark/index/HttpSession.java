package dev.wheelsweep.spark.index;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.scan.ScannerVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;

/** Sends the requests of this process, at a limited rate, again if they fail, and through redirects. */
public final class HttpSession {
    private static final Map<HttpAccess, HttpSession> SESSIONS = new ConcurrentHashMap<>();
    private static final String USER_AGENT = "wheelsweep/" + ScannerVersion.CURRENT;
    private static final int MOST_REDIRECTS = 10;
    /** Bytes of the longest body that gets all its memory at once. */
    static final int LONGEST_RANGE = 8 << 20;

    private static final int FIRST_OF_PAGE = 32 << 10;

    private static final int FIRST_REDIRECT = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_ERROR = 400;

    private final HttpAccess access;
    private final HttpClient client;
    private final Semaphore underWay;
    private final Rate rate;
    private final ExecutorService threads;
    private final Set<String> serversOfOneRange = ConcurrentHashMap.newKeySet();

    /**
     * A request.
     *
     * @param wanted statuses whose body is wanted
     * @param most bytes of such a body; the rest is cut off
     * @param into the file that the body is written to; empty for memory
     */
    record Question(
            String method,
            Address address,
            Map<String, String> headers,
            Set<Integer> wanted,
            long most,
            Optional<Path> into) {
        static final String GET = "GET";
        static final String HEAD = "HEAD";

        private Question at(Address other) {
            return new Question(method, other, headers, wanted, most, into);
        }
    }

    /** Makes a value of an answer, or refuses it. */
    interface Reading<T> {
        /** @throws IOException if the answer is wrong, so that the request is to be sent again */
        T of(Answer answer) throws IOException, FormatException;
    }

    private HttpSession(HttpAccess access) {
        this.access = access;
        this.underWay = new Semaphore(access.connections(), true);
        this.rate = new Rate(access.requestsPerSecond());
        this.threads = Executors.newFixedThreadPool(access.connections(), HttpSession::daemon);
        this.client = HttpClient.newBuilder()
                .connectTimeout(access.connectTime())
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_1_1)
                .build();
    }

    /** @return the session of this process for such requests */
    public static HttpSession of(HttpAccess access) {
        return SESSIONS.computeIfAbsent(access, HttpSession::new);
    }

    HttpAccess access() {
        return access;
    }

    /** @return whether the server of an address may know several ranges in a request; true until one was not answered */
    boolean maySendSeveralRanges(Address address) {
        return !serversOfOneRange.contains(address.uri().getAuthority());
    }

    /** Remembers that the server of an address does not. */
    void sendsOneRange(Address address) {
        serversOfOneRange.add(address.uri().getAuthority());
    }

    /**
     * Sends a request until an answer can be used.
     *
     * @param requests counts every request that is sent
     * @throws NoAnswerException if the server gave no such answer to any attempt
     * @throws IOException if the server cannot be reached
     */
    <T> T ask(Question question, AtomicLong requests, Reading<T> reading) throws IOException, FormatException {
        for (int attempt = 1; ; attempt++) {
            IOException failed;
            Duration pause = access.pause(attempt);
            try {
                Answer answer = follow(question, requests);
                if (!answer.isPassing()) {
                    return reading.of(answer);
                }
                failed = new IOException("it answered with status %d".formatted(answer.status()));
                Duration least = answer.header("Retry-After")
                        .flatMap(value -> RetryAfter.parse(value, Instant.now()))
                        .orElse(Duration.ZERO);
                pause = least.compareTo(pause) > 0 ? least : pause;
            } catch (InterruptedIOException | UnreachableException lasting) {
                throw lasting;
            } catch (IOException passing) {
                failed = passing;
            }
            if (attempt == access.attempts() || pause.compareTo(access.longestPause()) > 0) {
                throw given(question, failed, attempt);
            }
            sleep(pause);
        }
    }

    /** Makes an answer of one question among several. */
    interface Asking<Q, A> {
        A answer(Q question) throws IOException, FormatException;
    }

    /**
     * Asks several questions, as many at a time as there may be requests under way.
     *
     * @return the answers in the order of the questions
     */
    <Q, A> List<A> inParallel(List<Q> questions, Asking<Q, A> asking) throws IOException, FormatException {
        if (questions.size() == 1) {
            return List.of(asking.answer(questions.get(0)));
        }
        List<Future<A>> under = questions.stream()
                .map(question -> threads.submit(() -> asking.answer(question)))
                .toList();
        try {
            List<A> answers = new ArrayList<>();
            for (Future<A> answer : under) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof FormatException state) {
                throw state;
            }
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
        } finally {
            under.forEach(answer -> answer.cancel(true));
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "wheelsweep-http");
        thread.setDaemon(true);
        return thread;
    }

    /** The same for callers who take any answer that will not be another one at the next attempt. */
    Answer ask(Question question) throws IOException {
        try {
            return ask(question, new AtomicLong(), answer -> answer);
        } catch (FormatException impossible) {
            throw new IllegalStateException("any answer is taken", impossible);
        }
    }

    private static IOException given(Question question, IOException failed, int attempts) {
        boolean isUnconnected =
                failed instanceof ConnectException || failed.getCause() instanceof HttpConnectTimeoutException;
        return isUnconnected
                ? new UnreachableException(question.address(), "it accepts no connections", failed)
                : new NoAnswerException(question.address(), attempts, failed);
    }

    private Answer follow(Question question, AtomicLong requests) throws IOException {
        Question at = question;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Answer answer = once(at, requests);
            if (answer.status() < FIRST_REDIRECT || answer.status() >= FIRST_ERROR || answer.status() == NOT_MODIFIED) {
                return answer;
            }
            at = at.at(target(at.address(), answer));
        }
        throw new IOException("it redirects without end");
    }

    private static Address target(Address from, Answer answer) throws IOException {
        String location = answer.header("Location")
                .orElseThrow(() -> new IOException(
                        "it answered with status %d, but without the header Location".formatted(answer.status())));
        Address to;
        try {
            to = from.resolve(location);
        } catch (URISyntaxException wrong) {
            throw new IOException("it redirects to what is no address: " + wrong.getReason(), wrong);
        }
        if (from.isEncrypted() && !to.isEncrypted()) {
            throw new UnreachableException(from, "it redirects to an address without encryption", null);
        }
        return to;
    }

    private Answer once(Question question, AtomicLong requests) throws IOException {
        try {
            underWay.acquire();
            try {
                TimeUnit.NANOSECONDS.sleep(rate.untilNext());
                requests.incrementAndGet();
                return send(question);
            } finally {
                underWay.release();
            }
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private Answer send(Question question) throws IOException, InterruptedException {
        Memory memory = new Memory(question.most() <= LONGEST_RANGE ? (int) question.most() : FIRST_OF_PAGE);
        try (OutputStream out = question.into().isPresent()
                ? Files.newOutputStream(question.into().get())
                : memory) {
            LimitedBody.Sink sink = bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                out.write(copy);
            };
            HttpResponse<Boolean> response = received(question, sink, access.answerTime(question.most()));
            return new Answer(
                    question.address(), response.statusCode(), response.headers(), memory.content(), response.body());
        }
    }

    /** A body, without a second copy of it. */
    private static final class Memory extends ByteArrayOutputStream {
        Memory(int room) {
            super(room);
        }

        ByteBuffer content() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }

    private HttpResponse<Boolean> received(Question question, LimitedBody.Sink sink, Duration most)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(question.address().uri())
                .method(question.method(), BodyPublishers.noBody())
                .timeout(access.answerTime())
                .header("User-Agent", USER_AGENT);
        question.headers().forEach(request::header);
        access.credentials().of(question.address()).ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<HttpResponse<Boolean>> answer =
                client.sendAsync(request.build(), LimitedBody.handler(question.wanted(), question.most(), sink));
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("it did not finish its answer within %d s".formatted(most.toSeconds()));
        } catch (ExecutionException failed) {
            throw cause(question.address(), failed.getCause());
        } finally {
            // Closes the connection of an answer that is not complete; does nothing otherwise.
            answer.cancel(true);
        }
    }

    private static IOException cause(Address address, Throwable failed) {
        if (failed instanceof UnknownHostException
                || (failed instanceof ConnectException && failed.getCause() instanceof UnresolvedAddressException)) {
            return new UnreachableException(address, "its name is unknown", failed);
        }
        if (failed instanceof SSLException insecure) {
            return new UnreachableException(address, "no secure connection: " + insecure.getMessage(), insecure);
        }
        if (failed instanceof HttpTimeoutException) {
            return new IOException("it did not answer in time", failed);
        }
        return failed instanceof IOException io
                ? io
                : new IOException("the answer cannot be read: " + failed.getMessage(), failed);
    }

    private static void sleep(Duration pause) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    static InterruptedIOException interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for a server");
        interrupted.initCause(stopped);
        return interrupted;
    }

    /** Spreads the beginnings of requests over time. */
    private static final class Rate {
        private final long apart;
        private long next = System.nanoTime();

        Rate(int perSecond) {
            this.apart = TimeUnit.SECONDS.toNanos(1) / perSecond;
        }

        /** @return nanoseconds until the caller's turn */
        synchronized long untilNext() {
            long now = System.nanoTime();
            long turn = Math.max(now, next);
            next = turn + apart;
            return turn - now;
        }
    }
}
