package dev.wheelsweep.core.input;

import java.util.Objects;

/**
 * Input that breaks its format. Checked, because every caller must decide whether the entry or the whole wheel is lost;
 * it always ends as a row, never as a log line.
 */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Format format;
    private final Reason reason;
    private final long offset;

    /**
     * @param offset where the offending field begins, in bytes: from the start of the wheel for {@link Format#ZIP} and
     *     {@link Format#DEFLATE}, from the start of the entry for {@link Format#ELF} and {@link Format#METADATA}, 0 for
     *     {@link Format#FILE}, in characters of the name for {@link Format#NAME}, from the start of the file for {@link
     *     Format#POLICY} and {@link Format#SYSTEMS}
     * @param detail what was found and what was expected, for a person
     */
    public FormatException(Format format, Reason reason, long offset, String detail) {
        super(detail);
        this.format = Objects.requireNonNull(format);
        this.reason = Objects.requireNonNull(reason);
        this.offset = offset;
    }

    public Format format() {
        return format;
    }

    public Reason reason() {
        return reason;
    }

    public long offset() {
        return offset;
    }

    public String detail() {
        return super.getMessage();
    }

    @Override
    public String getMessage() {
        return "%s: %s at offset %d: %s".formatted(format.column(), reason.column(), offset, detail());
    }

    /** A row needs no stack trace, and hostile wheels can make thousands of these. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
