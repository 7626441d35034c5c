package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.elf.ElfReader;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How few bytes of ELF files a scan can decode, if it knew where every block of every stream begins: a block can be decoded only
 * from its start, and a byte that is a copy needs its original, which may be in an earlier block. Counts, from the start of each
 * block to the last byte that is needed, what {@link ElfReader} asks for and what that was copied from.
 */
final class FewestBytes {
    private static final double PERCENT = 100;

    private FewestBytes() {}

    /** Notes which bytes are asked for. */
    private record Asked(ByteSource file, int stride, BitSet asked) implements ByteSource {
        @Override
        public long size() {
            return file.size();
        }

        @Override
        public ByteView view(Format reader, long offset, long length) throws IOException, FormatException {
            ByteView view = file.view(reader, offset, length);
            asked.set((int) offset, (int) (offset + length));
            return view;
        }
    }

    /** What makes two entries the same file for a scan that reads repeats once. */
    private record Identity(long crc32, int size, int compressed) {}

    /** @param arguments the most bytes that are asked for at once while a table is read, then folders with wheels */
    public static void main(String[] arguments) throws IOException, FormatException {
        int stride = Integer.parseInt(arguments[0]);
        Set<Identity> seen = new HashSet<>();
        long size = 0;
        long first = 0;
        long asked = 0;
        long fewest = 0;
        long fewestOfAll = 0;
        List<Path> folders = Arrays.stream(arguments).skip(1).map(Path::of).toList();
        for (Path wheel : Corpus.wheelsIn(folders)) {
            for (DeflatedElf entry : DeflatedElf.of(wheel, Integer.MAX_VALUE)) {
                BitSet needed = asked(entry, stride);
                int cardinality = needed.cardinality();
                DeflateTokens tokens = new DeflateTokens(entry.compressed());
                if (tokens.produced() != entry.size()) {
                    throw new IllegalStateException("%s in %s has other tokens".formatted(entry.name(), wheel));
                }
                tokens.backwards((at, length, distance) -> originals(needed, at, length, distance));
                long decoded = decoded(needed, tokens.borders());
                size += entry.size();
                fewestOfAll += decoded;
                if (seen.add(new Identity(entry.crc32(), entry.size(), entry.compressed().length))) {
                    first += entry.size();
                    asked += cardinality;
                    fewest += decoded;
                }
            }
        }
        System.out.printf(
                "%d bytes of deflated ELF files, %.1f %% of them not seen before%n", size, PERCENT * first / size);
        System.out.printf("asked for: %.1f %%%n", PERCENT * asked / size);
        System.out.printf(
                "decoded at least: %.1f %%; %.1f %% without repeats%n",
                PERCENT * fewestOfAll / size, PERCENT * fewest / size);
    }

    private static BitSet asked(DeflatedElf entry, int stride) throws IOException, FormatException {
        byte[] bytes = new byte[entry.size()];
        InflateContender.JDK.open(List.of(entry)).inflate(entry, bytes);
        BitSet asked = new BitSet(bytes.length);
        ElfReader.readWithoutLookups(new Asked(new Heap(bytes, bytes.length), stride, asked), Limits.DEFAULT);
        return asked;
    }

    /** From the last byte to the first, since a copy may overlap its original. */
    private static void originals(BitSet needed, int at, int length, int distance) {
        for (int i = at + length - 1; i >= at; i--) {
            if (needed.get(i)) {
                needed.set(i - distance);
            }
        }
    }

    private static long decoded(BitSet needed, int[] borders) {
        long decoded = 0;
        for (int i = 0; i + 1 < borders.length; i++) {
            int last = borders[i + 1] - 1;
            while (last >= borders[i] && !needed.get(last)) {
                last--;
            }
            decoded += last + 1 - borders[i];
        }
        return decoded;
    }
}
