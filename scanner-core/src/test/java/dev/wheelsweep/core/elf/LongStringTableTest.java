package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfBuilder.Strings;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file has the same facts with more strings than are brought into memory at once, whatever order its symbols are in. */
final class LongStringTableTest {
    private static final int FILLERS = 300;
    private static final int FILLER_LENGTH = ElfLimits.STRING_TABLE / FILLERS + 1;
    private static final int LONGEST_VIEW = 1 << 20;

    /** Remembers what was asked of it. */
    private record Observed(HeapSource file, List<Long> offsets, List<Long> lengths) implements ByteSource {
        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int stride() {
            return file.stride();
        }

        @Override
        public ByteView view(Format reader, long offset, long length) throws FormatException {
            offsets.add(offset);
            lengths.add(length);
            return file.view(reader, offset, length);
        }

        static Observed of(byte[] bytes) {
            return new Observed(new HeapSource(bytes), new ArrayList<>(), new ArrayList<>());
        }

        /** Where views begin that are in a table, one after the other. */
        List<Long> offsetsBetween(int from, int to) {
            return offsets.stream().filter(at -> at >= from && at < to).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesOfDefinedSymbols(Strings place) throws Exception {
        List<String> fillers = fillers();
        ElfBuilder elf = first(place);
        fillers.forEach(elf::exporting);
        BuiltElf built = last(elf).build();
        shuffleNames(built);
        requireSameFacts(place, built.bytes(), fillers);
    }

    /** No string is read again, unless it is also the name of a defined symbol. */
    @ParameterizedTest
    @EnumSource
    void areReadOnceInTheirOrder(Strings place) throws Exception {
        ElfBuilder elf = first(place);
        fillers().forEach(elf::exporting);
        BuiltElf built = elf.build();
        shuffleNames(built);
        Observed source = Observed.of(built.bytes());
        ElfReader.read(source);
        int table = built.at(Table.STRINGS);
        assertThat(source.offsetsBetween(table, table + ElfLimits.STRING_TABLE))
                .hasSizeBetween(ElfLimits.STRING_TABLE / LONGEST_VIEW, ElfLimits.STRING_TABLE / LONGEST_VIEW + 2)
                .isSorted();
        assertThat(Collections.max(source.lengths)).isLessThanOrEqualTo(LONGEST_VIEW);
    }

    /** Where so many bytes are between the names of symbols, they are not kept. */
    @ParameterizedTest
    @EnumSource
    void otherStrings(Strings place) throws Exception {
        ElfBuilder elf = first(place);
        List<String> versions = fillers();
        versions.forEach(elf::defining);
        byte[] file = last(elf).bytes();
        ElfFacts.Symbols symbols = requireSameFacts(place, file, List.of());
        assertThat(symbols.providedVersions().stream().map(SymbolVersion::name)).containsExactlyElementsOf(versions);
    }

    /** @return the symbols of the file, in which all but the defined versions are those of the file without fillers */
    private static ElfFacts.Symbols requireSameFacts(Strings place, byte[] file, List<String> fillers)
            throws Exception {
        List<Long> found = new ArrayList<>();
        List<Long> expected = new ArrayList<>();
        ElfFacts facts = read(file, found);
        ElfFacts without = read(last(first(place)).bytes(), expected);
        fillers.forEach(name ->
                expected.add(new ImportedSymbol(name.substring(0, ImportedSymbol.HASHED), false).nameHash()));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(facts.linkage()).isEqualTo(without.linkage());
        assertThat(facts.oddities()).isEqualTo(without.oddities()).containsExactly(Oddity.SYMBOL_NAME_CUT);
        assertThat(facts.symbols().versionNeeds()).isEqualTo(without.symbols().versionNeeds());
        assertThat(facts.symbols().imports())
                .isEqualTo(without.symbols().imports())
                .hasSize(4);
        assertThat(facts.symbols().pythonHooks()).containsExactly("PyInit_a", "initb");
        return facts.symbols();
    }

    private static ElfFacts read(byte[] file, List<Long> definitions) throws IOException, FormatException {
        return ElfReader.read(new HeapSource(file), Limits.DEFAULT, definitions::add);
    }

    private static ElfBuilder first(Strings place) {
        return ElfBuilder.library()
                .strings(place)
                .needed("libc.so.6", "libz.so.1")
                .soname("lib.so")
                .runpath("$ORIGIN/lib")
                .need("libc.so.6", "GLIBC_2.17", "memcpy", "strlen")
                .importing("a")
                .importing("long".repeat(ElfLimits.SYMBOL_NAME))
                .exporting("PyInit_a");
    }

    private static ElfBuilder last(ElfBuilder elf) {
        return elf.exporting("initb").exporting("lib.so").exporting("c");
    }

    private static List<String> fillers() {
        return IntStream.range(0, FILLERS)
                .mapToObj(i -> ("filler" + i + "_").repeat(FILLER_LENGTH).substring(0, FILLER_LENGTH))
                .toList();
    }

    /** Permutes the names of the fillers. */
    private static void shuffleNames(BuiltElf elf) {
        ByteBuffer file = ByteBuffer.wrap(elf.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> fields = new ArrayList<>();
        List<Integer> names = new ArrayList<>();
        int size = elf.layout().size(Struct.SYMBOL);
        for (int at = elf.at(Table.SYMBOLS) + size; fields.size() < FILLERS; at += size) {
            int name = file.getInt(at);
            if (file.get(elf.at(Table.STRINGS) + name) == 'f') {
                fields.add(at);
                names.add(name);
            }
        }
        Collections.shuffle(names, new Random(1));
        for (int i = 0; i < FILLERS; i++) {
            file.putInt(fields.get(i), names.get(i));
        }
    }
}
