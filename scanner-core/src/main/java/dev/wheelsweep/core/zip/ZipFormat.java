package dev.wheelsweep.core.zip;

/**
 * The numbers of the format, each once, by the section of APPNOTE.TXT 6.3.10 that defines them. Offsets count from the
 * signature of their record, in bytes; integers are little-endian and unsigned. {@code LENGTH} is that of the fixed part:
 * what varies follows it in the order of its length fields.
 */
public final class ZipFormat {
    private ZipFormat() {}

    /** 4.3.7, followed by name and extra field, then by the data. */
    public static final class Local {
        public static final long SIGNATURE = 0x04034b50L;
        public static final int LENGTH = 30;
        static final int VERSION_NEEDED = 4;
        static final int FLAGS = 6;
        static final int METHOD = 8;
        /** Time, followed by the date. */
        static final int TIME = 10;

        public static final int CRC_32 = 14;
        static final int COMPRESSED_SIZE = 18;
        public static final int SIZE = 22;
        public static final int NAME_LENGTH = 26;
        public static final int EXTRA_LENGTH = 28;

        private Local() {}
    }

    /** 4.3.12, followed by name, extra field and comment. */
    public static final class Central {
        public static final long SIGNATURE = 0x02014b50L;
        public static final int LENGTH = 46;
        static final int VERSION_NEEDED = 6;
        static final int FLAGS = 8;
        static final int METHOD = 10;
        /** Time, followed by the date. */
        static final int TIME = 12;

        public static final int CRC_32 = 16;
        static final int COMPRESSED_SIZE = 20;
        public static final int SIZE = 24;
        public static final int NAME_LENGTH = 28;
        public static final int EXTRA_LENGTH = 30;
        public static final int COMMENT_LENGTH = 32;
        static final int DISK = 34;
        static final int EXTERNAL_ATTRIBUTES = 38;
        public static final int LOCAL_HEADER_OFFSET = 42;

        private Central() {}
    }

    /** 4.3.16, followed by the archive's comment. */
    public static final class End {
        public static final long SIGNATURE = 0x06054b50L;
        public static final int LENGTH = 22;
        static final int DISK = 4;
        static final int DIRECTORY_DISK = 6;
        static final int ENTRIES_ON_DISK = 8;
        public static final int ENTRIES = 10;
        static final int DIRECTORY_SIZE = 12;
        public static final int DIRECTORY_OFFSET = 16;
        public static final int COMMENT_LENGTH = 20;

        private End() {}
    }

    /** 4.3.15: the 20 bytes before {@link End}, if they have the signature. */
    public static final class Locator64 {
        public static final long SIGNATURE = 0x07064b50L;
        public static final int LENGTH = 20;
        static final int END_DISK = 4;
        static final int END_OFFSET = 8;
        static final int DISKS = 16;

        private Locator64() {}
    }

    /** 4.3.14, followed by extensible data, for which no content is defined. */
    public static final class End64 {
        public static final long SIGNATURE = 0x06064b50L;
        public static final int LENGTH = 56;
        /** Counts what follows it, so the record is {@link #SIZE_EXCLUDES} bytes longer. */
        static final int RECORD_SIZE = 4;

        static final int SIZE_EXCLUDES = 12;
        static final int DISK = 16;
        static final int DIRECTORY_DISK = 20;
        static final int ENTRIES_ON_DISK = 24;
        public static final int ENTRIES = 32;
        static final int DIRECTORY_SIZE = 40;
        public static final int DIRECTORY_OFFSET = 48;

        private End64() {}
    }

    /** 4.5.1: an extra field is a chain of these, each followed by its data. */
    public static final class Extra {
        public static final int LENGTH = 4;
        public static final int ID = 0;
        public static final int SIZE = 2;
        /** 4.5.3, see {@link Zip64Extra}. */
        public static final int ZIP64 = 0x0001;
        /** 4.6.9, see {@link EntryName}. */
        public static final int UNICODE_PATH = 0x7075;

        private Extra() {}
    }

    /** 4.4.4, the general purpose bit flag. */
    public static final class Flag {
        public static final int ENCRYPTED = 1;
        /** 4.3.9: sizes and CRC-32 follow the data. */
        static final int DESCRIPTOR = 1 << 3;

        static final int PATCHED = 1 << 5;
        static final int STRONGLY_ENCRYPTED = 1 << 6;
        public static final int UTF_8 = 1 << 11;
        public static final int ANY_ENCRYPTION = ENCRYPTED | STRONGLY_ENCRYPTED;

        private Flag() {}
    }

    /** 4.4.5. */
    public static final class Method {
        public static final int STORED = 0;
        public static final int DEFLATED = 8;
        static final int DEFLATE64 = 9;
        static final int BZIP2 = 12;

        private Method() {}

        /** @return the common name of the method, for messages */
        public static String name(int method) {
            return switch (method) {
                case STORED -> "stored";
                case 1 -> "shrunk";
                case 2, 3, 4, 5 -> "reduced";
                case 6 -> "imploded";
                case DEFLATED -> "deflated";
                case DEFLATE64 -> "deflate64";
                case 10 -> "PKWARE DCL imploded";
                case BZIP2 -> "bzip2";
                case 14 -> "lzma";
                case 16 -> "IBM CMPSC";
                case 18 -> "IBM TERSE";
                case 19 -> "IBM LZ77";
                case 20, 93 -> "zstd";
                case 94 -> "mp3";
                case 95 -> "xz";
                case 96 -> "jpeg";
                case 97 -> "wavpack";
                case 98 -> "ppmd";
                case 99 -> "AES encrypted";
                default -> "unknown";
            };
        }
    }

    /** 4.4.1.4: a 32-bit field of this value means "see the ZIP64 field of the same name". */
    public static final long SATURATED_32 = 0xffff_ffffL;

    /** 6.3, the newest version of the format that CPython reads, in tenths. */
    static final int NEWEST_VERSION = 63;

    /**
     * A 64-bit field as a number that Java can compare. No file has more than 2<sup>63</sup>-1 bytes, so every size or
     * offset above is as wrong as that one.
     */
    static long clamped(long unsigned) {
        return unsigned < 0 ? Long.MAX_VALUE : unsigned;
    }
}
