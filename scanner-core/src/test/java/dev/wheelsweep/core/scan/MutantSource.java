package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Bytes to mutate, and the structures in them that are mutated.
 *
 * @param structures places in the bytes; headers and tables, not the code and text between them
 * @param wheel makes a whole wheel of the mutated bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record MutantSource(String name, byte[] bytes, List<Structure> structures, UnaryOperator<byte[]> wheel) {
    private static final List<Mutation> MUTATIONS = List.of(Mutation.values());
    private static final byte[] SIGNATURE_START = {'P', 'K'};
    private static final int ELF_HEAD = 1024;
    private static final int PT_DYNAMIC = 2;
    private static final int DYNAMIC_SHOWN = 1024;

    /** A range of bytes. */
    record Structure(int start, int length) {}

    /** Central and local headers, end records, and the first bytes of each deflate stream after the local headers. */
    static MutantSource ofWheel(String name, byte[] bytes) {
        List<Structure> structures = new ArrayList<>();
        for (int at = 0; at + 4 < bytes.length; at++) {
            if (bytes[at] == SIGNATURE_START[0] && bytes[at + 1] == SIGNATURE_START[1] && bytes[at + 2] < 7) {
                structures.add(new Structure(at, Math.min(120, bytes.length - at)));
            }
        }
        // Repeated, because there are few end records among many headers.
        for (int i = 0; i < 20; i++) {
            structures.add(new Structure(Math.max(0, bytes.length - 120), Math.min(120, bytes.length)));
        }
        return new MutantSource(name, bytes, structures, broken -> broken);
    }

    /** ELF header, program headers, and the tables of the dynamic segment, in a wheel whose zip is right. */
    static MutantSource ofElf(String name, byte[] elf) {
        List<Structure> structures = new ArrayList<>();
        structures.add(new Structure(0, Math.min(64, elf.length)));
        structures.add(new Structure(0, Math.min(ELF_HEAD, elf.length)));
        structures.add(new Structure(Math.max(0, elf.length - ELF_HEAD), Math.min(ELF_HEAD, elf.length)));
        if (elf.length > 64 && elf[4] == 2 && elf[5] == 1) {
            dynamic(ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN), structures);
        }
        return new MutantSource(name, elf, structures, MutantSource::wrapped);
    }

    /** Tables of a 64-bit little-endian file whose addresses are offsets, or nearly so: the first segments of most. */
    private static void dynamic(ByteBuffer elf, List<Structure> structures) {
        long programHeaders = elf.getLong(32);
        for (int i = 0; i < elf.getShort(56); i++) {
            int header = (int) programHeaders + i * 56;
            if (header < 0 || header + 56 > elf.limit() || elf.getInt(header) != PT_DYNAMIC) {
                continue;
            }
            int start = (int) elf.getLong(header + 8);
            int length = (int) Math.min(elf.getLong(header + 32), DYNAMIC_SHOWN);
            add(structures, elf, start, length);
            for (int at = start; at >= 0 && at + 16 <= Math.min(start + length, elf.limit()); at += 16) {
                add(structures, elf, (int) elf.getLong(at + 8), 256);
            }
        }
    }

    private static void add(List<Structure> structures, ByteBuffer elf, int start, int length) {
        if (start >= 0 && length > 0 && start + length <= elf.limit()) {
            structures.add(new Structure(start, length));
        }
    }

    private static byte[] wrapped(byte[] elf) {
        String path = "pkg/mutant.so";
        ZipEntryBuilder entry =
                elf.length % 2 == 0 ? ZipEntryBuilder.deflated(path, elf) : ZipEntryBuilder.stored(path, elf);
        return WheelBuilder.named(NativeWheel.NAME).entry(path, elf, entry).bytes();
    }

    /** @return a wheel with one to four structures broken */
    byte[] mutant(Random random) {
        byte[] broken = bytes;
        for (int i = 1 + random.nextInt(4); i > 0 && broken.length > 0; i--) {
            Structure structure = structures.get(random.nextInt(structures.size()));
            int at = Math.min(structure.start() + random.nextInt(structure.length()), broken.length - 1);
            broken = MUTATIONS.get(random.nextInt(MUTATIONS.size())).apply(broken, at, random);
        }
        return wheel.apply(broken);
    }
}
