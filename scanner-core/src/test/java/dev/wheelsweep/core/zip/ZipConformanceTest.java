package dev.wheelsweep.core.zip;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The archives of other projects, odd ones and broken ones, compared with what CPython 3.13.0 says of each: does it
 * open, how many entries, how many bytes are declared, which entries cannot be read.
 */
@EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
class ZipConformanceTest {
    private static final Path CONFORMANCE = Path.of(System.getProperty("wheelsweep.shared", ""), "conformance");

    /** Column of the oracle file where texts were cut, so that the list of failing entries may be incomplete. */
    private static final int CUT_AT = 160;

    /** Every larger size is as wrong as this one, see {@link ZipFormat#clamped}. */
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private static final Pattern FAILING_ENTRY = Pattern.compile("'([^']*)':[A-Za-z]+:");

    /** Deliberate differences, with their reasons. */
    private static final Map<String, String> DIFFERENT_ON_PURPOSE = new TreeMap<>(Map.ofEntries(
            // No wheel may use the method, and reading it would need another library.
            Map.entry("zip/libzip__lzma-no-eos.zip", "method 14"),
            Map.entry("zip/libzip__testfile-lzma.zip", "method 14"),
            // As CPython 3.14 does.
            Map.entry("zip/warehouse__zip64_eocd_extensible_data.zip", "the locator is followed")));

    /** How a reader understands an archive. */
    private record Outcome(boolean opens, int entries, BigInteger declaredBytes, TreeSet<String> failing) {}

    private record Oracle(String file, Outcome outcome, boolean cut) {
        static Oracle parse(String line) {
            String[] columns = line.split("\t", -1);
            if (!columns[2].equals("ok")) {
                return new Oracle(columns[0], new Outcome(false, 0, BigInteger.ZERO, new TreeSet<>()), false);
            }
            TreeSet<String> failing = FAILING_ENTRY
                    .matcher(columns[5])
                    .results()
                    .map(MatchResult::group)
                    .map(entry -> entry.substring(1, entry.lastIndexOf("':")))
                    .collect(toCollection(TreeSet::new));
            return new Oracle(
                    columns[0],
                    new Outcome(true, Integer.parseInt(columns[3]), new BigInteger(columns[4]).min(LARGEST), failing),
                    columns[5].length() >= CUT_AT);
        }

        boolean agreesWith(Outcome ours) {
            if (cut && ours.failing.containsAll(outcome.failing)) {
                ours.failing.retainAll(outcome.failing);
            }
            return outcome.equals(ours);
        }
    }

    @Test
    void agreesWithCPythonOnEveryArchive() throws IOException {
        List<String> lines = Files.readAllLines(CONFORMANCE.resolve("ORACLES_zip.tsv"));
        Map<String, String> differences = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            Oracle oracle = Oracle.parse(line);
            List<String> reasons = new ArrayList<>();
            Outcome ours = outcome(CONFORMANCE.resolve(oracle.file), reasons);
            if (!oracle.agreesWith(ours)) {
                differences.put(oracle.file, "CPython %s, we %s %s".formatted(oracle.outcome, ours, reasons));
            }
        }
        System.out.printf(
                "%d archives, %d agree with CPython, %d differ on purpose%n",
                lines.size() - 1, lines.size() - 1 - differences.size(), differences.size());
        assertThat(differences.keySet()).as(differences.toString()).isEqualTo(DIFFERENT_ON_PURPOSE.keySet());
    }

    private static Outcome outcome(Path path, List<String> reasons) throws IOException {
        EntryReader reader = new EntryReader();
        TreeSet<String> failing = new TreeSet<>();
        BigInteger bytes = BigInteger.ZERO;
        try (InputFile file = InputMode.MMAP.open(path)) {
            CentralDirectory directory = CentralDirectory.read(file);
            for (ZipEntry entry : directory.entries()) {
                bytes = bytes.add(BigInteger.valueOf(entry.size()));
                try {
                    reader.open(file, entry).read(content -> {
                        content.verify();
                        return content.size();
                    });
                } catch (FormatException bad) {
                    failing.add(entry.name());
                    reasons.add(bad.getMessage());
                }
            }
            return new Outcome(true, directory.entries().size(), bytes, failing);
        } catch (FormatException bad) {
            reasons.add(bad.getMessage());
            return new Outcome(false, 0, BigInteger.ZERO, failing);
        }
    }
}
