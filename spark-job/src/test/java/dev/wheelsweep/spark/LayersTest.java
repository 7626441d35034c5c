package dev.wheelsweep.spark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.wheelsweep.core.install.OldestPip;
import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.spark.cli.ShortMain;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The arrows of ARCHITECTURE.md: which packages each package may use. */
@AnalyzeClasses(packages = "dev.wheelsweep.spark", importOptions = DoNotIncludeTests.class)
class LayersTest {
    private static final String SPARK = "dev.wheelsweep.spark.";
    private static final String CORE = "dev.wheelsweep.core.";

    /** The packages of this module that each of them may use, in the order of the data. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("text", Set.of()),
            entry("listing", Set.of()),
            entry("index", Set.of("listing")),
            entry("store", Set.of("listing")),
            entry("systems", Set.of()),
            entry("columns", Set.of("listing", "systems")),
            entry("source", Set.of("listing", "index", "store", "columns")),
            entry("dictionary", Set.of("columns")),
            entry("tables", Set.of("listing", "columns", "dictionary")),
            entry("dataset", Set.of("listing", "systems", "columns", "dictionary", "tables")),
            entry("judge", Set.of("systems", "columns", "tables", "dataset")),
            entry("sweep", Set.of("listing", "columns", "source", "tables", "dataset", "judge")),
            entry("compact", Set.of("columns", "tables", "dataset")),
            entry("diff", Set.of("columns", "dataset")),
            entry("query", Set.of("dictionary", "dataset")),
            entry("advisory", Set.of("query")),
            entry("report", Set.of("dataset", "query", "text")),
            entry("cli.log", Set.of("source", "dataset", "sweep", "cli.output")),
            entry(
                    "cli.output",
                    Set.of(
                            "listing",
                            "systems",
                            "columns",
                            "tables",
                            "dataset",
                            "judge",
                            "sweep",
                            "compact",
                            "diff",
                            "query",
                            "text",
                            "cli.findings")),
            entry("cli.findings", Set.of()),
            entry("cli.options", Set.of("index", "dataset", "diff", "cli.log", "cli.output")),
            entry("cli.wheels", Set.of("listing", "index", "store", "dataset", "sweep", "cli.log", "cli.options")),
            entry("cli.start", Set.of("dataset", "query", "cli.log", "cli.options")),
            entry(
                    "cli.query",
                    Set.of(
                            "dataset",
                            "query",
                            "advisory",
                            "report",
                            "cli.log",
                            "cli.options",
                            "cli.output",
                            "cli.start")),
            entry(
                    "cli",
                    Set.of(
                            "listing",
                            "index",
                            "systems",
                            "columns",
                            "source",
                            "dataset",
                            "judge",
                            "sweep",
                            "compact",
                            "diff",
                            "query",
                            "report",
                            "text",
                            "cli.findings",
                            "cli.output",
                            "cli.log",
                            "cli.options",
                            "cli.query",
                            "cli.start",
                            "cli.wheels")));

    /** The packages of the core that each package may use; those not named here may use none. */
    private static final Map<String, Set<String>> MAY_USE_OF_CORE = Map.ofEntries(
            entry("listing", Set.of("input", "scan")),
            entry("index", Set.of("input", "wheel", "scan", "supply")),
            entry("store", Set.of("input")),
            entry("systems", Set.of("platform", "wheel", "policy", "system", "install", "load")),
            entry(
                    "columns",
                    Set.of(
                            "input",
                            "platform",
                            "elf",
                            "wheel",
                            "zip",
                            "audit",
                            "scan",
                            "supply",
                            "stableabi",
                            "accelerator",
                            "toolchain",
                            "policy",
                            "system",
                            "install",
                            "load")),
            entry("source", Set.of("input", "wheel", "scan")),
            entry("tables", Set.of("scan")),
            entry("dataset", Set.of("scan", "stableabi", "policy", "system")),
            entry("judge", Set.of("input", "policy", "system", "install")),
            entry("sweep", Set.of("input", "scan", "policy")),
            entry("diff", Set.of("wheel", "policy")),
            entry("query", Set.of("wheel")),
            entry("report", Set.of("wheel")),
            entry("advisory", Set.of("wheel")),
            entry(
                    "cli.output",
                    Set.of(
                            "input",
                            "platform",
                            "accelerator",
                            "wheel",
                            "scan",
                            "supply",
                            "policy",
                            "system",
                            "install",
                            "load")),
            entry("cli.findings", Set.of("policy")),
            entry("cli.options", Set.of("input", "platform", "wheel", "scan", "policy", "system")),
            entry("cli.wheels", Set.of("input", "scan")),
            entry("cli", Set.of("input", "platform", "wheel", "scan", "supply", "policy", "system", "install")));

    @ArchTest
    static final ArchRule noCircles =
            slices().matching(SPARK + "(**)").should().beFreeOfCycles().allowEmptyShould(false);

    @ArchTest
    static void everyPackageIsListed(JavaClasses classes) {
        assertThat(classes.stream()
                        .map(type -> below(SPARK, type))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()))
                .isEqualTo(MAY_USE.keySet());
    }

    @ArchTest
    static void packagesUseOnlyWhatTheyMay(JavaClasses classes) {
        assertThat(forbidden(classes, SPARK, MAY_USE)).isEmpty();
    }

    @ArchTest
    static void packagesUseOnlyWhatTheyMayOfTheCore(JavaClasses classes) {
        assertThat(forbidden(classes, CORE, MAY_USE_OF_CORE)).isEmpty();
    }

    /** A column takes a value from a record; nothing is opened, decoded or judged on the way. */
    @ArchTest
    static final ArchRule columnsKnowOnlyRecordsOfTheCore = noClasses()
            .that()
            .resideInAPackage(SPARK + "columns")
            .should()
            .dependOnClassesThat(resideInAPackage(CORE + "*..").and(not(isData())));

    /** {@code check} lists wheels without loading Spark, which takes seconds. */
    @ArchTest
    static final ArchRule listingNeedsNoSpark = noClasses()
            .that()
            .resideInAPackage(SPARK + "listing")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "scala..");

    /** A clone compiles these commands, and what they use, without Spark and DuckDB. */
    @ArchTest
    static final ArchRule shortCommandsNeedNoSpark = noClasses()
            .that()
            .belongToAnyOf(ShortMain.class)
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", "org.duckdb..");

    private static DescribedPredicate<JavaClass> isData() {
        return describe(
                "values: records, enums, exceptions, a few other constants, and the oldest pip for a name",
                type -> type.isRecord()
                        || type.isEnum()
                        || type.isAssignableTo(Throwable.class)
                        || Set.of(
                                        PlatformTag.class.getName(),
                                        ScannerVersion.class.getName(),
                                        OldestPip.class.getName())
                                .contains(type.getName()));
    }

    /** @return every class and package below {@code root} that it uses and may not, such as {@code "diff.ChangeKind -> sweep"} */
    private static SortedSet<String> forbidden(JavaClasses classes, String root, Map<String, Set<String>> allowed) {
        SortedSet<String> forbidden = new TreeSet<>();
        for (JavaClass type : classes) {
            String name = below(SPARK, type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                String used = below(root, target);
                boolean isOwn = target.getPackageName().equals(type.getPackageName());
                if (!used.isEmpty()
                        && !isOwn
                        && !allowed.getOrDefault(name, Set.of()).contains(used)) {
                    forbidden.add("%s.%s -> %s".formatted(name, type.getSimpleName(), used));
                }
            }
        }
        return forbidden;
    }

    /** @return the class's package from {@code root} on; empty if it lies elsewhere */
    private static String below(String root, JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(root) ? name.substring(root.length()) : "";
    }
}
