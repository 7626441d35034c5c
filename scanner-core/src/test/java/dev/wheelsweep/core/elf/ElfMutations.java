package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.content.DynamicTag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Changes words of a library for x86-64 that a loader reads, or might read: headers and the tables of its dynamic segment. */
final class ElfMutations {
    private static final int PHDR = 56;
    private static final int DYN = 16;
    private static final int SECTION_HEADER = 64;
    /** Bytes that are changed of one table: the beginning has the headers and the first records. */
    private static final int TABLE = 256;

    private static final int MOST_CHANGES = 3;

    private static final Set<Long> TABLES = Set.of(
            DynamicTag.DT_HASH,
            DynamicTag.DT_GNU_HASH,
            DynamicTag.DT_STRTAB,
            DynamicTag.DT_SYMTAB,
            DynamicTag.DT_RELA,
            DynamicTag.DT_JMPREL,
            DynamicTag.DT_VERSYM,
            DynamicTag.DT_VERDEF,
            DynamicTag.DT_VERNEED);

    private static final long[] VALUES = {
        0, 1, 2, 4, 7, 16, 20, 24, 0x7fff, 0xffff, 0x7fff_ffffL, 0xffff_ffffL, Long.MAX_VALUE, -1
    };

    /** @param unit bytes that are changed together, most often */
    private record Region(int start, int end, int unit) {}

    private final byte[] library;
    private final List<Region> regions = new ArrayList<>();

    ElfMutations(byte[] library) {
        this.library = library;
        ByteBuffer file = view(library);
        int headers = (int) file.getLong(32);
        int count = file.getShort(56);
        regions.add(new Region(16, 64, 2));
        regions.add(new Region(headers, headers + count * PHDR, 8));
        for (int header = headers; header < headers + count * PHDR; header += PHDR) {
            if (file.getInt(header) == Segment.PT_DYNAMIC) {
                addTables(file, (int) file.getLong(header + 8), headers, count);
            }
        }
        int sections = (int) file.getLong(40);
        int end = sections + file.getShort(60) * SECTION_HEADER;
        if (sections > 0 && end <= library.length) {
            regions.add(new Region(sections, end, 8));
        }
    }

    private void addTables(ByteBuffer file, int dynamic, int headers, int count) {
        int at = dynamic;
        for (; file.getLong(at) != DynamicTag.DT_NULL; at += DYN) {
            if (TABLES.contains(file.getLong(at))) {
                int start = offset(file, file.getLong(at + 8), headers, count);
                regions.add(new Region(start, Math.min(start + TABLE, library.length), 4));
            }
        }
        // Most mutants have a changed dynamic segment: everything else is found through it.
        regions.add(new Region(dynamic, at + DYN, 8));
        regions.add(new Region(dynamic, at + DYN, 8));
        regions.add(new Region(dynamic, at + DYN, 8));
    }

    private static int offset(ByteBuffer file, long address, int headers, int count) {
        for (int header = headers; header < headers + count * PHDR; header += PHDR) {
            long distance = address - file.getLong(header + 16);
            if (file.getInt(header) == Segment.PT_LOAD && distance >= 0 && distance < file.getLong(header + 32)) {
                return (int) (file.getLong(header + 8) + distance);
            }
        }
        throw new IllegalArgumentException("address 0x%x is in no segment".formatted(address));
    }

    byte[] mutant(Random random) {
        byte[] mutant = library.clone();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            change(mutant, random);
        }
        return mutant;
    }

    private void change(byte[] mutant, Random random) {
        Region region = regions.get(random.nextInt(regions.size()));
        int unit = random.nextInt(4) == 0 ? 1 << random.nextInt(4) : region.unit();
        int units = (region.end() - region.start()) / unit;
        int at = region.start() + random.nextInt(units) * unit;
        int other = region.start() + random.nextInt(units) * unit;
        ByteBuffer file = view(mutant);
        long old = get(file, at, unit);
        long value = switch (random.nextInt(6)) {
            case 0 -> VALUES[random.nextInt(VALUES.length)];
            case 1 -> random.nextInt(mutant.length);
            case 2 -> old + random.nextInt(65) - 32;
            case 3 -> old ^ 1L << random.nextInt(unit * Byte.SIZE);
            case 4 -> get(file, other, unit);
            default -> random.nextLong();
        };
        put(file, at, unit, value);
    }

    private static long get(ByteBuffer file, int at, int unit) {
        return switch (unit) {
            case 1 -> file.get(at);
            case 2 -> file.getShort(at);
            case 4 -> file.getInt(at);
            default -> file.getLong(at);
        };
    }

    private static void put(ByteBuffer file, int at, int unit, long value) {
        switch (unit) {
            case 1 -> file.put(at, (byte) value);
            case 2 -> file.putShort(at, (short) value);
            case 4 -> file.putInt(at, (int) value);
            default -> file.putLong(at, value);
        }
    }

    private static ByteBuffer view(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
