package dev.wheelsweep.benchmarks;

import java.util.Optional;
import java.util.stream.Stream;

/** What a round trip was for: the innermost reader that waited for it. */
enum Waiting {
    DIRECTORY("CentralDirectory", "", "the central directory, where it is not in the end that was read first"),
    PLAN("PlannedReads", "begin", "local headers, dist-info, ends of the first ELF files"),
    AHEAD("EntriesAhead", "run", "what several ELF files miss, and the next ones"),
    PROBES("Bracket", "", "one file: probes for the end of its dynamic segment"),
    COPIES("Tail", "follow", "one file: originals of copies, before its end or its middle"),
    ISLAND("Island", "", "one file: its middle, around the dynamic segment"),
    TAIL("Tail", "", "one file: more of its end"),
    HEAD("InflatedEntry", "", "one file: more of its start"),
    OTHER("", "", "anything else");

    private static final StackWalker STACK = StackWalker.getInstance();

    private final String reader;
    private final String method;
    private final String what;

    Waiting(String reader, String method, String what) {
        this.reader = reader;
        this.method = method;
        this.what = what;
    }

    /** @return what the thread that calls this reads for */
    static Waiting now() {
        return STACK.walk(frames -> frames.flatMap(frame -> of(frame).stream()).findFirst())
                .orElse(OTHER);
    }

    private static Optional<Waiting> of(StackWalker.StackFrame frame) {
        String name = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
        return Stream.of(values())
                .filter(each -> each.reader.equals(name)
                        && (each.method.isEmpty() || each.method.equals(frame.getMethodName())))
                .filter(each -> each != TAIL || !frame.getMethodName().startsWith("extend"))
                .findFirst();
    }

    String what() {
        return what;
    }
}
