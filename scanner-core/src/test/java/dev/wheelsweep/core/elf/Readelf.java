package dev.wheelsweep.core.elf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The output of GNU readelf about a file: the reference for the tests of this package.
 *
 * <p>It runs without {@code --use-dynamic}: with that option binutils 2.40 lists no version needs, and counts dynamic
 * symbols from the hash tables only, which are empty in a file that only imports. So needs and symbols come from the
 * section headers here and from the segments in our reader: two ways to the same bytes in ordinary files. Files without
 * section headers can be compared by their dynamic entries only.
 */
final class Readelf {
    private static final Pattern DYNAMIC = Pattern.compile(" 0x[0-9a-f]+ \\((\\w+)\\) .*?\\[(.*)]");
    private static final Pattern VERNEED = Pattern.compile("  \\w+: Version: 1  File: (.*)  Cnt: \\d+");
    private static final Pattern VERNAUX = Pattern.compile("  \\w+: {3}Name: (.*)  Flags: (.*)  Version: (\\d+)");
    private static final Pattern UNDEFINED = Pattern.compile(
            " *(\\d+): [0-9a-f]+ +\\w+ (?:\\w+|<.*?>: \\d+) +(\\w+|<.*?>: \\d+) +\\w+ +(?:\\[.*?] +)?UND ?(.*)");
    private static final Pattern RELOCATIONS = Pattern.compile("Relocation section '(.*)' at offset .*:");
    private static final Pattern RELOCATION =
            Pattern.compile("[0-9a-f]+ +[0-9a-f]+ R_\\w+ +[0-9a-f]+ +(\\S+)(?: [+-] [0-9a-f]+)?");
    private static final Pattern VERSIONED = Pattern.compile("(.*?)@+(\\S+) \\((\\d+)\\)");

    /** A version need, without its symbols. */
    record Need(String library, String version, boolean weak) {}

    /** An undefined symbol; the version is empty if readelf shows none. */
    record Import(String name, String version, boolean weak) {}

    final List<String> needed = new ArrayList<>();
    final List<String> sonames = new ArrayList<>();
    final List<String> rpaths = new ArrayList<>();
    final List<String> runpaths = new ArrayList<>();
    final List<Need> needs = new ArrayList<>();
    final List<Import> imports = new ArrayList<>();
    /** Names, with version, of the symbols of .rela.plt or .rel.plt, and of all other relocations, each once, in order. */
    final Set<String> pltSymbols = new LinkedHashSet<>();

    final Set<String> dataSymbols = new LinkedHashSet<>();

    /** Undefined symbols, including those without a name, without the null symbol. */
    int undefined;

    private String library = "";
    private Set<String> relocated = dataSymbols;

    private Readelf() {}

    /** For a JUnit condition. */
    static boolean isInstalled() {
        try {
            Process process = new ProcessBuilder("readelf", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static Readelf of(Path file) {
        try {
            Process process = new ProcessBuilder("readelf", "-dVrW", "--dyn-syms", file.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Readelf listing = new Readelf();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    listing.add(line);
                }
            }
            return listing;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void add(String line) {
        Matcher relocations = RELOCATIONS.matcher(line);
        Matcher relocation = RELOCATION.matcher(line);
        if (relocations.matches()) {
            relocated = relocations.group(1).endsWith(".plt") ? pltSymbols : dataSymbols;
        } else if (relocation.matches()) {
            relocated.add(relocation.group(1).replace("@@", "@"));
        }
        Matcher dynamic = DYNAMIC.matcher(line);
        Matcher verneed = VERNEED.matcher(line);
        Matcher vernaux = VERNAUX.matcher(line);
        Matcher symbol = line.contains(" UND") ? UNDEFINED.matcher(line) : UNDEFINED.matcher("");
        if (dynamic.matches()) {
            add(dynamic.group(1), dynamic.group(2));
        } else if (verneed.matches()) {
            library = verneed.group(1);
        } else if (vernaux.matches() && !library.isEmpty()) {
            needs.add(new Need(library, vernaux.group(1), vernaux.group(2).contains("WEAK")));
        } else if (line.startsWith("Version ")) {
            // The next section; definitions have lines like needs.
            library = "";
        } else if (symbol.matches() && !symbol.group(1).equals("0")) {
            undefined++;
            addImport(symbol.group(3), symbol.group(2).equals("WEAK"));
        }
    }

    private void add(String tag, String value) {
        switch (tag) {
            case "NEEDED" -> needed.add(value);
            case "SONAME" -> sonames.add(value);
            case "RPATH" -> rpaths.add(value);
            case "RUNPATH" -> runpaths.add(value);
            default -> {}
        }
    }

    private void addImport(String name, boolean weak) {
        Matcher versioned = VERSIONED.matcher(name);
        if (versioned.matches()) {
            imports.add(new Import(versioned.group(1), versioned.group(2), weak));
        } else if (!name.isEmpty()) {
            imports.add(new Import(name, "", weak));
        }
    }
}
