package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.inflate.EmptyBlocks;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Wheels made to take as much time or memory as possible, each by another structure. */
enum CraftedWheel {
    AS_MANY_ENTRIES_AS_ALLOWED {
        @Override
        byte[] bytes() {
            WheelBuilder wheel = wheel();
            byte[] none = {};
            for (int i = 0; i < Limits.DEFAULT.entries() - DIST_INFO_FILES; i++) {
                String name = Integer.toHexString(i);
                wheel.entry(name, none, ZipEntryBuilder.stored(name, none));
            }
            return wheel.bytes();
        }
    },
    /** A pattern that searches for trailing dots starts at each of them. */
    NAMES_OF_DOTS {
        @Override
        byte[] bytes() {
            return named(". ".repeat(LONGEST_NAME / 2) + "x");
        }
    },
    /** Normalizing sorts the marks of one letter, in quadratic time. */
    NAMES_OF_MARKS {
        @Override
        byte[] bytes() {
            return named("a" + "\u0301".repeat(LONGEST_NAME / 4) + "\u0323".repeat(LONGEST_NAME / 4));
        }
    },
    NAMES_OF_FILES_WITH_MARKS {
        @Override
        byte[] bytes() {
            return named(("a" + "\u0301".repeat(120) + "\u0323".repeat(120) + "/").repeat(LONGEST_NAME / 482));
        }
    },
    /** Each element leads to another folder, below one whose path is as long as paths may be. */
    LONG_SEARCH_PATHS {
        @Override
        byte[] bytes() {
            WheelBuilder wheel = wheel();
            for (int i = 0; i < 240; i++) {
                StringBuilder path = new StringBuilder();
                for (int j = 0; path.length() < 4000; j++) {
                    path.append("$ORIGIN/../").append(j).append(':');
                }
                wheel.elf(
                        "d/".repeat(2000) + i + ".so",
                        ElfBuilder.library().rpath(path.toString()).needed("a"));
            }
            return wheel.bytes();
        }
    },
    AS_MANY_LIBRARIES_AS_ALLOWED {
        @Override
        byte[] bytes() {
            WheelBuilder wheel = wheel();
            for (int i = 0; i < 20; i++) {
                ElfBuilder elf = ElfBuilder.library().rpath("$ORIGIN/../a:".repeat(200));
                for (int j = 0; j < Limits.DEFAULT.neededLibraries(); j++) {
                    elf.needed(j % 2 == 0 ? "$ORIGIN/../" + j : "lib" + j);
                }
                wheel.elf("d/".repeat(100) + i + ".so", elf);
            }
            return wheel.bytes();
        }
    },
    MANY_VERSIONS {
        @Override
        byte[] bytes() {
            ElfBuilder elf = ElfBuilder.library();
            for (int i = 0; i < 5_000; i++) {
                elf.need("lib" + i, "V_" + i, "f" + i);
            }
            return wheel().elf("a.so", elf).bytes();
        }
    },
    MANY_SYMBOLS {
        @Override
        byte[] bytes() {
            ElfBuilder elf = ElfBuilder.library();
            for (int i = 0; i < 30_000; i++) {
                elf.importing("s" + i);
            }
            return wheel().elf("a.so", elf).bytes();
        }
    },
    BLOCKS_OF_NOTHING {
        @Override
        byte[] bytes() {
            byte[] elf = NativeWheel.extension().bytes();
            byte[] stream = EmptyBlocks.dynamic(350_000, elf);
            return wheel().entry("a.so", elf, ZipEntryBuilder.of("a.so".getBytes(UTF_8), 8, stream, elf))
                    .bytes();
        }
    },
    A_LONG_RECORD {
        @Override
        byte[] bytes() {
            WheelBuilder wheel = wheel();
            for (int i = 0; i < 262_000; i++) {
                wheel.phantom("a" + i);
            }
            return wheel.bytes();
        }
    },
    /** Nearly as many bytes as a small wheel may decode to. */
    A_BOMB {
        @Override
        byte[] bytes() {
            return wheel().file("a.so", Arrays.copyOf(NativeWheel.extension().bytes(), SIZE))
                    .bytes();
        }
    },
    /** Its string table is as long as the file. */
    A_LONG_STRING_TABLE {
        @Override
        byte[] bytes() {
            byte[] elf = Arrays.copyOf(
                    ElfBuilder.library().entry(DT_STRSZ, SIZE).needed("a").bytes(), SIZE);
            ByteBuffer fields = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
            int firstLoad = (int) fields.getLong(PROGRAM_HEADERS);
            while (fields.getInt(firstLoad) != PT_LOAD) {
                firstLoad += PROGRAM_HEADER_SIZE;
            }
            fields.putLong(firstLoad + FILE_SIZE, SIZE).putLong(firstLoad + MEMORY_SIZE, SIZE);
            return wheel().file("a.so", elf).bytes();
        }
    };

    private static final int SIZE = 60 << 20;
    private static final int DT_STRSZ = 10;
    private static final int PT_LOAD = 1;
    // Places in a 64-bit ELF header and program header.
    private static final int PROGRAM_HEADERS = 32;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int FILE_SIZE = 32;
    private static final int MEMORY_SIZE = 40;
    private static final int DIST_INFO_FILES = 3;
    private static final int LONGEST_NAME = 65_000;

    abstract byte[] bytes();

    private static WheelBuilder wheel() {
        return WheelBuilder.named(NativeWheel.NAME);
    }

    /** @return a wheel with 64 empty files, which have about this name */
    private static byte[] named(String name) {
        WheelBuilder wheel = wheel();
        for (int i = 0; i < 64; i++) {
            wheel.file("a/" + i + name, new byte[0]);
        }
        return wheel.bytes();
    }
}
