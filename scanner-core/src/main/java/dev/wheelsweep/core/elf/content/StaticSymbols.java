package dev.wheelsweep.core.elf.content;

import dev.wheelsweep.core.input.Fragment;
import java.nio.ByteOrder;

/**
 * What .symtab and .strtab look like (gABI chapter 4): records in which some bytes are always zero and st_info has a type
 * and a binding, and names between NULs, without spaces.
 *
 * @param word bytes of an address
 */
public record StaticSymbols(int word, ByteOrder order) {
    /** Fewest known bytes from which a kind of content is judged. */
    private static final int FEWEST = 1000;

    // ---- thousandths of the known bytes
    private static final int ALL = 1000;
    private static final int MOST_OTHER_IN_NAMES = 30;
    private static final int MOST_SPACES = 3;
    private static final int MOST_NULS = 200;
    private static final int MOST_WRONG = 15;
    private static final int FEWEST_TYPED = 300;

    /** Known bytes of st_info, fewest. */
    private static final int FEWEST_SYMBOLS = 40;

    // ---- how much the shares of columns vary
    private static final double LEAST_SPREAD = 0.004;
    private static final double MORE_THAN_WORDS = 1.25;
    private static final double MORE_THAN_NOISE = 4;
    private static final double FEWEST_NEW = 0.4;
    private static final double MOST_NOT_ZERO = 0.1;

    private static final int SPACE = 32;
    private static final int DELETE = 127;

    /** What a byte of a symbol is: the lowest bytes of names and addresses are new in each symbol. */
    private enum Kind {
        ANY,
        NEW,
        INFO,
        OTHER,
        SECTION_HIGH,
        ZERO
    }

    /** The bytes of a symbol; N new, I st_info, O st_other, S the high byte of st_shndx, 0 zero. */
    private static final String LITTLE_32 = "NN..NN.....0IO.S";

    private static final String BIG_32 = "..NN..NN0...IOS.";
    private static final String LITTLE_64 = "NN..IO.SNN...000....0000";
    private static final String BIG_64 = "..NNIOS.000...NN0000....";

    boolean areIn(Fragment fragment) {
        if (areNames(fragment)) {
            return true;
        }
        Kind[] kinds = kinds();
        ColumnCounts counts = new ColumnCounts(fragment, kinds.length);
        boolean mayRepeat = mayRepeat(fragment, counts);
        for (int phase = 0; phase < kinds.length; phase++) {
            if (areSymbols(counts, kinds, phase) || (mayRepeat && repeat(counts, kinds, phase))) {
                return true;
            }
        }
        return false;
    }

    private Kind[] kinds() {
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        String letters = word == Integer.BYTES ? (little ? LITTLE_32 : BIG_32) : little ? LITTLE_64 : BIG_64;
        return letters.chars().mapToObj(StaticSymbols::kind).toArray(Kind[]::new);
    }

    private static Kind kind(int letter) {
        return switch (letter) {
            case 'N' -> Kind.NEW;
            case 'I' -> Kind.INFO;
            case 'O' -> Kind.OTHER;
            case 'S' -> Kind.SECTION_HIGH;
            case '0' -> Kind.ZERO;
            default -> Kind.ANY;
        };
    }

    private static boolean areNames(Fragment fragment) {
        int known = 0;
        int printable = 0;
        int spaces = 0;
        int nuls = 0;
        for (int i = 0; i < fragment.length(); i++) {
            int each = fragment.at(i);
            known += each == Fragment.UNKNOWN ? 0 : 1;
            printable += each > SPACE && each < DELETE ? 1 : 0;
            spaces += each == SPACE ? 1 : 0;
            nuls += each == 0 ? 1 : 0;
        }
        return known >= FEWEST
                && isAtMost(known - printable - nuls, MOST_OTHER_IN_NAMES, known)
                && isAtMost(spaces, MOST_SPACES, known)
                && isAtMost(nuls, MOST_NULS, known);
    }

    private static boolean isAtMost(int count, int thousandths, int of) {
        return (long) ALL * count <= (long) thousandths * of;
    }

    /** Whether what is known of the records are symbols that begin at a column. */
    private static boolean areSymbols(ColumnCounts counts, Kind[] kinds, int phase) {
        int known = 0;
        int wrong = 0;
        int infos = 0;
        int typed = 0;
        for (int i = 0; i < kinds.length; i++) {
            int column = (phase + i) % kinds.length;
            int[] mistakes = switch (kinds[i]) {
                case INFO -> counts.noInfo;
                case OTHER -> counts.noOther;
                case SECTION_HIGH -> counts.noSection;
                case ZERO -> counts.notZero;
                default -> null;
            };
            if (mistakes != null) {
                known += counts.known[column];
                wrong += mistakes[column];
            }
            if (kinds[i] == Kind.INFO) {
                infos = counts.known[column];
                typed = counts.typed[column];
            }
        }
        return infos >= FEWEST_SYMBOLS && isAtMost(wrong, MOST_WRONG, known) && !isAtMost(typed, FEWEST_TYPED, infos);
    }

    /** Whether the records are of the size of symbols, and not of words or of any size. */
    private static boolean mayRepeat(Fragment fragment, ColumnCounts counts) {
        double spread = counts.spread();
        return spread >= LEAST_SPREAD
                && spread >= MORE_THAN_WORDS * ColumnCounts.spread(fragment, Long.BYTES) + LEAST_SPREAD
                && spread >= MORE_THAN_NOISE * ColumnCounts.spread(fragment, counts.size - 1) + LEAST_SPREAD;
    }

    /**
     * Whether the bytes that are known, and not zero, are in the columns of names and addresses: these are new in each
     * symbol, the rest are copies, and what they are copies of precedes the fragment.
     */
    private static boolean repeat(ColumnCounts counts, Kind[] kinds, int phase) {
        for (int i = 0; i < kinds.length; i++) {
            double share = counts.share((phase + i) % kinds.length);
            boolean fits = switch (kinds[i]) {
                case NEW -> share >= FEWEST_NEW;
                case OTHER, SECTION_HIGH, ZERO -> share <= MOST_NOT_ZERO;
                default -> true;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
