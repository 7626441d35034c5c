package dev.wheelsweep.core.supply;

import dev.wheelsweep.core.platform.Table;
import dev.wheelsweep.core.supply.Supplier.Distribution;
import dev.wheelsweep.core.supply.Supplier.Driver;
import dev.wheelsweep.core.supply.Supplier.OptionalBackend;
import dev.wheelsweep.core.wheel.ProjectName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The suppliers that are known, read from {@code suppliers.tsv}: lines of kind, supplier and library patterns. Immutable.
 */
public final class Suppliers {
    private static final String TABLE = "suppliers.tsv";
    private static final int COLUMNS = 3;

    /** The name at the start of a dependency specifier (PEP 508). */
    private static final Pattern REQUIRED_NAME = Pattern.compile("\\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)");
    /** The part of a soname that names the library, without {@code lib} and versions. */
    private static final Pattern STEM = Pattern.compile("lib(.+?)\\.so(?:\\..*)?");
    /** Words around a library's name in the names of distributions that consist of one library. */
    private static final Pattern DECORATION = Pattern.compile("^(?:cmeel-|lib|py)|-cu\\d+$");

    private enum Kind {
        DRIVER,
        DISTRIBUTION,
        OPTIONAL
    }

    /**
     * One line of the table.
     *
     * @param supplier the vendor of a driver, a pattern for the distribution, or the project with optional backends
     */
    private record Entry(Kind kind, Glob supplier, List<Glob> libraries) {
        static Entry of(List<String> row) {
            return new Entry(
                    Kind.valueOf(row.get(0).toUpperCase(Locale.ROOT)),
                    Glob.of(row.get(1)),
                    Arrays.stream(row.get(2).split(Table.SPACE, -1))
                            .map(Glob::of)
                            .toList());
        }

        boolean brings(String library) {
            return libraries.stream().anyMatch(pattern -> pattern.matches(library));
        }
    }

    private final List<Entry> entries;

    private Suppliers(List<Entry> entries) {
        this.entries = entries;
    }

    /** Read at first use: most wheels need no supplier. */
    private static final class BuiltIn {
        static final Suppliers TABLE = new Suppliers(Table.rows(Suppliers.class, Suppliers.TABLE, COLUMNS).stream()
                .map(Entry::of)
                .toList());
    }

    /** @return those that come with this release */
    public static Suppliers builtIn() {
        return BuiltIn.TABLE;
    }

    /**
     * @param library a soname, as DT_NEEDED writes it
     * @param wheel the project whose wheel needs it
     * @param requiresDist every {@code Requires-Dist:} of the wheel, raw; those of extras count too
     * @return who brings it; empty if nobody is known to
     */
    public Optional<Supplier> of(String library, ProjectName wheel, List<String> requiresDist) {
        return driver(library).or(() -> distribution(library, requiresDist)).or(() -> optionalBackend(library, wheel));
    }

    /** @return patterns for the projects whose distributions bring the library, whether or not a wheel requires them */
    public List<String> distributions(String library) {
        return entries(Kind.DISTRIBUTION, library)
                .map(entry -> entry.supplier().text())
                .distinct()
                .toList();
    }

    private Stream<Entry> entries(Kind kind, String library) {
        return entries.stream().filter(entry -> entry.kind() == kind && entry.brings(library));
    }

    private Optional<Supplier> driver(String library) {
        return entries(Kind.DRIVER, library)
                .map(entry -> (Supplier) new Driver(entry.supplier().text()))
                .findFirst();
    }

    private Optional<Supplier> distribution(String library, List<String> requiresDist) {
        List<Glob> projects =
                entries(Kind.DISTRIBUTION, library).map(Entry::supplier).toList();
        return requiresDist.stream()
                .map(REQUIRED_NAME::matcher)
                .filter(Matcher::lookingAt)
                .map(matcher -> matcher.group(1))
                .filter(name -> isSupplier(ProjectName.of(name).normalized(), library, projects))
                .map(name -> (Supplier) new Distribution(name))
                .findFirst();
    }

    private static boolean isSupplier(String project, String library, List<Glob> projects) {
        return projects.stream().anyMatch(pattern -> pattern.matches(project)) || isNamedAfter(project, library);
    }

    /** A distribution such as libucx-cu12 or eigenpy, which has the name of its library. */
    private static boolean isNamedAfter(String project, String library) {
        Matcher stem = STEM.matcher(library);
        String bare = DECORATION.matcher(project).replaceAll("");
        return stem.matches()
                && !bare.isEmpty()
                && DECORATION
                        .matcher(ProjectName.of(stem.group(1)).normalized())
                        .replaceAll("")
                        .equals(bare);
    }

    private Optional<Supplier> optionalBackend(String library, ProjectName wheel) {
        return entries(Kind.OPTIONAL, library)
                .filter(entry -> entry.supplier().matches(wheel.normalized()))
                .map(entry -> (Supplier) new OptionalBackend(wheel.normalized()))
                .findFirst();
    }
}
