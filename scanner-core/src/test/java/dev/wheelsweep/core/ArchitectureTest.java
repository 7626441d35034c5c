package dev.wheelsweep.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The arrows of ARCHITECTURE.md: which packages each package may use. */
@AnalyzeClasses(packages = "dev.wheelsweep.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.wheelsweep.core.";

    @ArchTest
    static final ArchRule layers = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("input")
            .definedBy(ROOT + "input")
            .layer("platform")
            .definedBy(ROOT + "platform")
            .layer("inflate")
            .definedBy(ROOT + "inflate")
            .layer("elf")
            .definedBy(ROOT + "elf", ROOT + "elf.content")
            .layer("wheel")
            .definedBy(ROOT + "wheel")
            .layer("loader")
            .definedBy(ROOT + "loader")
            .layer("zip")
            .definedBy(ROOT + "zip")
            .layer("audit")
            .definedBy(ROOT + "audit")
            .layer("scan")
            .definedBy(ROOT + "scan")
            .layer("supply")
            .definedBy(ROOT + "supply")
            .layer("stableabi")
            .definedBy(ROOT + "stableabi")
            .layer("accelerator")
            .definedBy(ROOT + "accelerator")
            .layer("toolchain")
            .definedBy(ROOT + "toolchain")
            .layer("policy")
            .definedBy(ROOT + "policy")
            .layer("system")
            .definedBy(ROOT + "system")
            .layer("install")
            .definedBy(ROOT + "install")
            .layer("load")
            .definedBy(ROOT + "load")
            .whereLayer("input")
            .mayNotAccessAnyLayer()
            .whereLayer("platform")
            .mayNotAccessAnyLayer()
            .whereLayer("inflate")
            .mayOnlyAccessLayers("input")
            .whereLayer("elf")
            .mayOnlyAccessLayers("input", "platform")
            .whereLayer("wheel")
            .mayOnlyAccessLayers("input", "platform")
            .whereLayer("loader")
            .mayOnlyAccessLayers("platform", "elf", "wheel")
            .whereLayer("zip")
            .mayOnlyAccessLayers("input", "inflate")
            .whereLayer("audit")
            .mayOnlyAccessLayers("input", "wheel", "zip")
            .whereLayer("scan")
            .mayOnlyAccessLayers("input", "platform", "elf", "wheel", "loader", "zip", "audit", "stableabi")
            .whereLayer("supply")
            .mayOnlyAccessLayers("platform", "elf", "wheel", "loader", "toolchain")
            .whereLayer("stableabi")
            .mayOnlyAccessLayers("platform", "elf", "wheel")
            .whereLayer("accelerator")
            .mayOnlyAccessLayers("platform", "elf", "wheel")
            .whereLayer("toolchain")
            .mayOnlyAccessLayers("platform", "elf")
            .whereLayer("policy")
            .mayOnlyAccessLayers(
                    "input",
                    "platform",
                    "elf",
                    "wheel",
                    "loader",
                    "audit",
                    "scan",
                    "supply",
                    "stableabi",
                    "accelerator",
                    "toolchain")
            .whereLayer("system")
            .mayOnlyAccessLayers("input", "platform")
            .whereLayer("install")
            .mayOnlyAccessLayers("platform", "wheel", "system")
            .whereLayer("load")
            .mayOnlyAccessLayers("platform", "elf", "wheel", "loader", "policy", "system")
            .whereLayer("system")
            .mayOnlyBeAccessedByLayers("install", "load")
            .whereLayer("install")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("load")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule noCycles = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingButTheJdk = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.wheelsweep.core..", "java..", "org.apache.commons.compress..", "com.fasterxml.jackson.core..");

    @ArchTest
    static final ArchRule noNativeInflate = noClasses()
            .that()
            .resideInAPackage(ROOT + "inflate")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.zip");
}
