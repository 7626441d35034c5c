package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * RECORD: one row per installed file, {@code name,hash,size} as CSV. Only the names are kept; installers do not check
 * the hashes either (PEP 815).
 *
 * <p>Read as CPython's {@code csv} module reads it, which accepts any text: rows end with LF, CRLF or CR; a field that
 * begins with a quote continues to the next single quote, over commas and line ends, and two quotes in it mean one; a
 * quote anywhere else is a character; the end of the file ends an open quote; an empty line is not a row.
 */
final class RecordFile {
    /** More than four times as many entries as a zip archive without ZIP64 can have. */
    static final int MAX_ROWS = 262_144;
    /** Bytes of one name: PATH_MAX of Linux, so a longer one can be installed nowhere. */
    static final int MAX_NAME = 4_096;

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
    private final Set<String> names = new LinkedHashSet<>();
    private final ByteArrayOutputStream name = new ByteArrayOutputStream();
    private State state = State.ROW_START;
    private boolean inName = true;
    private int rows;

    private RecordFile(byte[] csv) {
        this.csv = csv;
    }

    /**
     * @return the first field of every row, as written, in the file's order
     * @throws FormatException {@link Reason#LIMIT_EXCEEDED} if there are too many rows or a name is too long
     */
    static Set<String> names(byte[] csv) throws FormatException {
        RecordFile file = new RecordFile(csv);
        int at = ByteOrderMark.length(csv);
        while (at < csv.length) {
            at = file.step(at);
        }
        if (file.state != State.ROW_START) {
            file.endRow(csv.length);
        }
        return file.names;
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
            inName = false;
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

    /** Adds bytes to the name, if the field is the first one of its row. */
    private int append(int from, int to) throws FormatException {
        if (inName) {
            int room = MAX_NAME - name.size();
            if (to - from > room) {
                throw limit(from + room, "a name of more than %d bytes".formatted(MAX_NAME));
            }
            name.write(csv, from, to - from);
        }
        return to;
    }

    private void endRow(int at) throws FormatException {
        if (rows == MAX_ROWS) {
            throw limit(at, "more than %d rows".formatted(MAX_ROWS));
        }
        rows++;
        names.add(ByteView.text(name.toByteArray()));
        name.reset();
        inName = true;
        state = State.ROW_START;
    }

    private static boolean isLineEnd(byte next) {
        return next == '\n' || next == '\r';
    }

    private static FormatException limit(int at, String detail) {
        return new FormatException(Format.METADATA, Reason.LIMIT_EXCEEDED, at, detail);
    }
}
