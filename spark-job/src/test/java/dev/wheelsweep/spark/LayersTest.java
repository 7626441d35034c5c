package dev.wheelsweep.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages in the order of the data; see the essay of {@code dev.wheelsweep.spark}. */
@AnalyzeClasses(packages = "dev.wheelsweep.spark", importOptions = DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule DATA_FLOWS_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("listing")
            .definedBy("dev.wheelsweep.spark.listing..")
            .layer("source")
            .definedBy("dev.wheelsweep.spark.source..")
            .layer("dictionary")
            .definedBy("dev.wheelsweep.spark.dictionary..")
            .layer("query")
            .definedBy("dev.wheelsweep.spark.query..")
            .layer("sweep")
            .definedBy("dev.wheelsweep.spark.sweep..")
            .layer("diff")
            .definedBy("dev.wheelsweep.spark.diff..")
            .layer("report")
            .definedBy("dev.wheelsweep.spark.report..")
            .layer("cli")
            .definedBy("dev.wheelsweep.spark.cli..")
            .whereLayer("listing")
            .mayOnlyBeAccessedByLayers("source", "sweep", "cli")
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("dictionary", "sweep", "diff", "report", "cli")
            .whereLayer("dictionary")
            .mayOnlyBeAccessedByLayers("sweep", "query")
            .whereLayer("sweep")
            .mayOnlyBeAccessedByLayers("query", "diff", "report", "cli")
            .whereLayer("diff")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("query")
            .mayOnlyBeAccessedByLayers("report", "cli")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    /** {@code check} lists wheels without loading Spark, which takes seconds. */
    @ArchTest
    static final ArchRule LISTING_NEEDS_NO_SPARK = noClasses()
            .that()
            .resideInAPackage("dev.wheelsweep.spark.listing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "scala..");
}
