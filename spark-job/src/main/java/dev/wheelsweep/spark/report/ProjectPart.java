package dev.wheelsweep.spark.report;

import java.util.Collection;
import java.util.stream.Collectors;

/** A part of what a dataset knows of projects, by the SQL that asks for some of them at once. Its first column is the project. */
enum ProjectPart {
    WHEELS("wheels", "Wheels", "", """
            SELECT project, version, filename, status, verdict, policy, floor_glibc, requires_python, oldest_pip, size
            FROM wheels WHERE project IN (%s) ORDER BY filename, wheel_path"""),
    VIOLATIONS("violations", "Broken promises", "What a platform tag of the name does not promise, by wheel.", """
            SELECT project, filename, tag, axis, path, library, needed, symbols
            FROM violations WHERE project IN (%s) AND NOT weak
            ORDER BY filename, wheel_path, tag, axis, path, library NULLS FIRST, needed NULLS FIRST"""),
    UNREADABLE("failures", "What could not be read", "Each bad entry, and each wheel that is bad as a whole.", """
            SELECT project, filename, stage, reason, entry, detail
            FROM failures WHERE project IN (%s) ORDER BY filename, wheel_path, entry NULLS FIRST, stage, reason"""),
    LOAD_FAILURES(
            "load_failures",
            "What loaders refuse",
            "Systems whose pip installs the wheel and whose loader says this.",
            """
            SELECT project, filename, text, arch, array_sort(array_agg(DISTINCT system)) AS systems
            FROM load_failures WHERE project IN (%s)
            GROUP BY project, filename, wheel_path, text, arch ORDER BY filename, wheel_path, text, arch"""),
    FINDINGS("findings", "Findings", "wheelsweep explain NAME says what each means.", """
            SELECT project, filename, id, severity, path, detail
            FROM findings WHERE project IN (%s)
            ORDER BY filename, wheel_path, CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, id,
              path NULLS FIRST, detail"""),
    SUPPLIED_NEEDS(
            "supplied_needs",
            "Libraries from elsewhere",
            "Needed libraries that the wheels do not bring, and which project of the mirror brings them.",
            """
            SELECT project, library, supplier, lowest_release, highest_release, declared, reach, reason,
              count(DISTINCT wheel_path) AS wheels
            FROM supplied_needs WHERE project IN (%s)
            GROUP BY project, library, supplier, lowest_release, highest_release, declared, reach, reason
            ORDER BY library, supplier NULLS FIRST, declared, reach, reason"""),
    OPENED_LIBRARIES(
            "opened_libraries", "Libraries opened at run time", "What notes of the files name for dlopen.", """
            SELECT project, library, feature, coalesce(priority, 'recommended') AS priority, file_in_wheel IS NOT NULL AS in_wheel,
              count(DISTINCT wheel_path) AS wheels
            FROM opened_libraries WHERE project IN (%s) AND library IS NOT NULL
            GROUP BY project, library, feature, coalesce(priority, 'recommended'), file_in_wheel IS NOT NULL
            ORDER BY library, feature NULLS FIRST, priority, in_wheel"""),
    ABI3_VIOLATIONS(
            "abi3_violations",
            "Stable ABI tags that are not kept",
            "Symbols of CPython that an abi3 tag of the name does not promise, and since which Python they are in it.",
            """
            SELECT project, filename, promised_python, symbol, since, count(DISTINCT path) AS files
            FROM abi3_violations WHERE project IN (%s) AND NOT weak
            GROUP BY project, filename, wheel_path, promised_python, symbol, since
            ORDER BY filename, wheel_path, promised_python, symbol, since NULLS FIRST"""),
    ACCELERATORS("accelerators", "Accelerators", "What shows which accelerator's software the wheels use.", """
            SELECT project, stack, component, evidence, lowest_release, oldest_driver, count(DISTINCT wheel_path) AS wheels
            FROM accelerators WHERE project IN (%s)
            GROUP BY project, stack, component, evidence, lowest_release, oldest_driver
            ORDER BY stack, component, evidence, lowest_release, oldest_driver"""),
    SBOM_COMPONENTS("sbom_components", "Components", "What bills of materials in the wheels list.", """
            SELECT project, component, component_version, purl, count(DISTINCT wheel_path) AS wheels
            FROM sbom_components WHERE project IN (%s) AND component IS NOT NULL
            GROUP BY project, component, component_version, purl
            ORDER BY component, component_version NULLS FIRST, purl NULLS FIRST"""),
    VENDORED_LIBRARIES("vendored_libraries", "Copied libraries", "Libraries of other projects in the wheels.", """
            SELECT project, library, library_version, abi_version, evidence, count(DISTINCT wheel_path) AS wheels
            FROM vendored_libraries WHERE project IN (%s)
            GROUP BY project, library, library_version, abi_version, evidence
            ORDER BY library, library_version NULLS FIRST, abi_version NULLS FIRST, evidence"""),
    TOOLCHAINS("toolchains", "Built with", "Compilers and linkers that left their names in the files.", """
            SELECT project, tool, tool_version, distribution, build_system, count(DISTINCT wheel_path) AS wheels
            FROM toolchains WHERE project IN (%s)
            GROUP BY project, tool, tool_version, distribution, build_system
            ORDER BY tool, tool_version NULLS FIRST, distribution NULLS FIRST, build_system NULLS FIRST""");

    private final String view;
    private final String title;
    private final String lead;
    private final String sql;

    ProjectPart(String view, String title, String lead, String sql) {
        this.view = view;
        this.title = title;
        this.lead = lead;
        this.sql = sql;
    }

    /** @return the anchor of the section */
    String id() {
        return view.replace('_', '-');
    }

    String title() {
        return title;
    }

    String lead() {
        return lead;
    }

    /** @param projects names that need no escape in SQL */
    String sql(Collection<String> projects) {
        return sql.formatted(projects.stream().map("'%s'"::formatted).collect(Collectors.joining(", ")));
    }

    /** @return arguments of the command that prints all rows of a project */
    String command(String project) {
        return "query --sql \"SELECT * FROM %s WHERE project = '%s'\" DATASET".formatted(view, project);
    }
}
