package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * RECORD: one row per installed file, {@code name,hash,size} as CSV. Installers do not check the hashes
 * (PEP 815), so these are what the wheel declares, not what its files have.
 *
 * <p>Read as CPython's {@code csv} module reads it, which accepts any text: rows end with LF, CRLF or CR; a field that
 * begins with a quote continues to the next single quote, over commas and line ends, and two quotes in it mean one; a
 * quote anywhere else is a character; the end of the file ends an open quote; an empty line is not a row.
 */
public final class RecordFile {
    /** More than four times as many entries as a zip archive without ZIP64 can have. */
    static final int MAX_ROWS = 262_144;
    /** Bytes of one name: PATH_MAX of Linux, so a longer one can be installed nowhere. */
    static final int MAX_NAME = 4_096;
    /** Bytes that are kept of one hash; a longer one is none of those that are known. */
    private static final int MAX_HASH = 256;

    private static final int NAME = 0;
    private static final int HASH = 1;

    /** What the next byte belongs to; the states of CPython's {@code _csv.c}. */
    private enum State {
        ROW_START,
        FIELD_START,
        FIELD,
        QUOTED_FIELD,
        /** After a quote in a quoted field: its end, or the first of two. */
        QUOTE_IN_QUOTED_FIELD
    }

    private final byte[] csv;
    /** The hash of each name; empty where a row has none. */
    private final Map<String, String> hashes = new LinkedHashMap<>();

    private final ByteArrayOutputStream name = new ByteArrayOutputStream();
    private final ByteArrayOutputStream hash = new ByteArrayOutputStream();
    private State state = State.ROW_START;
    /** The position of the field in its row. */
    private int field;

    private int rows;

    /** @return a name with slashes only: wheels built on Windows may have either slash, in RECORD and in the zip */
    public static String slashed(String name) {
        return name.replace('\\', '/');
    }

    private RecordFile(byte[] csv) {
        this.csv = csv;
    }

    /**
     * @return the second field of every row, by the first, as written, in the file's order; of two rows with one name the last
     *     one counts, as in every reader that makes a dictionary of them
     * @throws FormatException {@link Reason#LIMIT_RECORD_ROWS}, {@link Reason#LIMIT_RECORD_NAME_BYTES}
     */
    public static Map<String, String> hashes(byte[] csv) throws FormatException {
        return new RecordFile(csv).read();
    }

    private Map<String, String> read() throws FormatException {
        int at = ByteOrderMark.length(csv);
        while (at < csv.length) {
            at = step(at);
        }
        if (state != State.ROW_START) {
            endRow(csv.length);
        }
        return hashes;
    }

    /** @return where the next step begins */
    private int step(int at) throws FormatException {
        byte next = csv[at];
        return switch (state) {
            case ROW_START -> isLineEnd(next) ? at + 1 : startField(at);
            case FIELD_START -> startField(at);
            case FIELD -> continueField(at);
            case QUOTED_FIELD -> {
                if (next == '"') {
                    state = State.QUOTE_IN_QUOTED_FIELD;
                    yield at + 1;
                }
                yield append(at, at + 1);
            }
            case QUOTE_IN_QUOTED_FIELD -> {
                if (next == '"') {
                    state = State.QUOTED_FIELD;
                    yield append(at, at + 1);
                }
                yield continueField(at);
            }
        };
    }

    private int startField(int at) throws FormatException {
        if (csv[at] == '"') {
            state = State.QUOTED_FIELD;
            return at + 1;
        }
        return continueField(at);
    }

    private int continueField(int at) throws FormatException {
        if (isLineEnd(csv[at])) {
            endRow(at);
            return at + 1;
        }
        if (csv[at] == ',') {
            field++;
            state = State.FIELD_START;
            return at + 1;
        }
        state = State.FIELD;
        int end = at + 1;
        while (end < csv.length && csv[end] != ',' && !isLineEnd(csv[end])) {
            end++;
        }
        return append(at, end);
    }

    /** Adds bytes to the name or the hash, if the field is one of them. */
    private int append(int from, int to) throws FormatException {
        if (field == HASH) {
            hash.write(csv, from, Math.min(to - from, MAX_HASH - hash.size()));
        } else if (field == NAME) {
            int room = MAX_NAME - name.size();
            if (to - from > room) {
                throw limit(
                        Reason.LIMIT_RECORD_NAME_BYTES,
                        from + room,
                        "a name of more than %d bytes".formatted(MAX_NAME));
            }
            name.write(csv, from, to - from);
        }
        return to;
    }

    private void endRow(int at) throws FormatException {
        if (rows == MAX_ROWS) {
            throw limit(Reason.LIMIT_RECORD_ROWS, at, "more than %d rows".formatted(MAX_ROWS));
        }
        rows++;
        hashes.put(ByteView.text(name.toByteArray()), ByteView.text(hash.toByteArray()));
        name.reset();
        hash.reset();
        field = NAME;
        state = State.ROW_START;
    }

    private static boolean isLineEnd(byte next) {
        return next == '\n' || next == '\r';
    }

    private static FormatException limit(Reason limit, int at, String detail) {
        return new FormatException(Format.METADATA, limit, at, detail);
    }
}
