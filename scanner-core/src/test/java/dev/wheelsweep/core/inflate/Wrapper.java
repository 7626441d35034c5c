package dev.wheelsweep.core.inflate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/** Header and trailer of a deflate stream in other formats, checked in the order in which zlib does it. */
enum Wrapper {
    RAW {
        @Override
        String readHeader(ByteBuffer file) {
            return Outcome.OK;
        }

        @Override
        String readTrailer(ByteBuffer file, ByteBuffer output) {
            return Outcome.OK;
        }
    },
    /** RFC 1950. */
    ZLIB {
        @Override
        String readHeader(ByteBuffer file) {
            if (file.remaining() < 2) {
                return Outcome.TRUNCATED;
            }
            int method = file.get() & 0xff;
            int flags = file.get() & 0xff;
            if ((method << 8 | flags) % 31 != 0) {
                return "incorrect header check";
            } else if ((method & 0xf) != 8) {
                return "unknown compression method";
            } else if (method >>> 4 > 7) {
                return "invalid window size";
            }
            return (flags & 0x20) == 0 ? Outcome.OK : "Error 2 while decompressing data"; // preset dictionary
        }

        @Override
        String readTrailer(ByteBuffer file, ByteBuffer output) {
            Adler32 adler = new Adler32();
            adler.update(output);
            if (file.remaining() < 4) {
                return Outcome.TRUNCATED;
            }
            boolean same = file.order(ByteOrder.BIG_ENDIAN).getInt() == (int) adler.getValue();
            return same ? Outcome.OK : "incorrect data check";
        }
    },
    /** RFC 1952. */
    GZIP {
        @Override
        String readHeader(ByteBuffer file) {
            file.order(ByteOrder.LITTLE_ENDIAN);
            if (file.remaining() < 2) {
                return Outcome.TRUNCATED;
            } else if (file.getShort() != (short) 0x8b1f) {
                return "incorrect header check";
            } else if (file.remaining() < 2) {
                return Outcome.TRUNCATED;
            } else if (file.get() != 8) {
                return "unknown compression method";
            }
            int flags = file.get();
            if ((flags & 0xe0) != 0) {
                return "unknown header flags set";
            }
            int optional = 10 + ((flags & EXTRA) == 0 || file.limit() < 12 ? 0 : 2 + file.getShort(10));
            int end = skipText(file, skipText(file, optional, flags & NAME), flags & COMMENT);
            if (end + ((flags & HEADER_CRC) == 0 ? 0 : 2) > file.limit()) {
                return Outcome.TRUNCATED;
            }
            file.position(end);
            if ((flags & HEADER_CRC) != 0) {
                CRC32 crc = new CRC32();
                crc.update(file.duplicate().rewind().limit(end));
                return file.getShort() == (short) crc.getValue() ? Outcome.OK : "header crc mismatch";
            }
            return Outcome.OK;
        }

        @Override
        String readTrailer(ByteBuffer file, ByteBuffer output) {
            int length = output.remaining();
            CRC32 crc = new CRC32();
            crc.update(output);
            if (file.remaining() < 4) {
                return Outcome.TRUNCATED;
            } else if (file.getInt() != (int) crc.getValue()) {
                return "incorrect data check";
            } else if (file.remaining() < 4) {
                return Outcome.TRUNCATED;
            }
            return file.getInt() == length ? Outcome.OK : "incorrect length check";
        }
    };

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    /** @return {@value Outcome#OK}, with the position at the stream, or what zlib finds wrong */
    abstract String readHeader(ByteBuffer file);

    /** @return {@value Outcome#OK}, with the position after the trailer, or what zlib finds wrong */
    abstract String readTrailer(ByteBuffer file, ByteBuffer output);

    private static int skipText(ByteBuffer file, int from, int present) {
        int at = from;
        while (present != 0 && at < file.limit() && file.get(at) != 0) {
            at++;
        }
        return present == 0 ? from : at + 1;
    }
}
