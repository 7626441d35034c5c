package dev.wheelsweep.spark.advisory;

import dev.wheelsweep.spark.query.GivenTable;
import dev.wheelsweep.spark.query.SweptDataset;
import dev.wheelsweep.spark.query.WrongSqlException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the components of a dataset with an export, and gives the dataset the result as two tables for questions: {@code
 * advisory_matches} and {@code unjudged_components}. Both name a component as {@code sbom_components} does, with an empty text
 * instead of null.
 */
public final class VendoredAdvisories {
    /** Without the wheels themselves, which auditwheel lists as components. */
    private static final String COMPONENTS = """
            SELECT DISTINCT component, coalesce(component_version, '') AS component_version, coalesce(purl, '') AS purl
            FROM sbom_components
            WHERE component IS NOT NULL
              AND lower(replace(replace(coalesce(purl, ''), '_', '-'), '.', '-')) NOT LIKE concat('pkg:pypi/', project, '@%')
            ORDER BY component, component_version, purl""";

    private static final String MATCHES = "advisory_matches";
    private static final String UNJUDGED = "unjudged_components";
    private static final String COMPONENT = "component";
    private static final String VERSION = "component_version";
    private static final String PURL = "purl";

    private VendoredAdvisories() {}

    /**
     * What was compared.
     *
     * @param components different ones that the dataset has
     * @param unjudged those of them that were compared with no advisory
     */
    public record Compared(AdvisoryExport.Reading reading, int components, int unjudged) {}

    /**
     * @param export a folder of advisories
     * @throws WrongSqlException if the dataset is of an earlier release, and has no components
     */
    public static Compared giveTo(SweptDataset dataset, Path export) throws IOException, WrongSqlException {
        List<Component> components = dataset.answer(COMPONENTS).lines().stream()
                .map(line -> new Component(line.text(COMPONENT), line.text(VERSION), line.text(PURL)))
                .toList();
        Comparison comparison = new Comparison(components);
        AdvisoryExport.Reading reading = AdvisoryExport.read(export, comparison::compare);
        dataset.give(matches(comparison));
        dataset.give(unjudged(comparison));
        return new Compared(reading, components.size(), comparison.unjudged().size());
    }

    private static GivenTable matches(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        for (Match match : comparison.matches()) {
            rows.add(List.of(
                    match.component().name(),
                    match.component().version(),
                    match.component().purl(),
                    match.ecosystem(),
                    match.advisory(),
                    String.join(", ", match.cves()),
                    match.severity(),
                    match.fixed().orElse(""),
                    match.outcome().column()));
        }
        return new GivenTable(
                MATCHES,
                List.of(
                        COMPONENT,
                        VERSION,
                        PURL,
                        "ecosystem",
                        "advisory",
                        "cves",
                        "severity",
                        "fixed_version",
                        "outcome"),
                rows);
    }

    private static GivenTable unjudged(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        for (Unjudged unjudged : comparison.unjudged()) {
            rows.add(List.of(
                    unjudged.component().name(),
                    unjudged.component().version(),
                    unjudged.component().purl(),
                    unjudged.reason().column()));
        }
        return new GivenTable(UNJUDGED, List.of(COMPONENT, VERSION, PURL, "reason"), rows);
    }
}
