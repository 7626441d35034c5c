package dev.wheelsweep.spark.report;

import dev.wheelsweep.core.wheel.ProjectName;
import java.util.Optional;
import java.util.Set;

/**
 * The projects that have a page of their own.
 *
 * @param projects their normalized names
 */
record ProjectLinks(Set<String> projects) {
    static final ProjectLinks NONE = new ProjectLinks(Set.of());

    /** The folder of these pages, beside the first page. */
    static final String FOLDER = "projects/";

    private static final String HTML = ".html";

    /** @return the file of a project's page, relative to the folder of the report */
    static String file(String project) {
        return FOLDER + project + HTML;
    }

    /** @return the address of the project's page, relative to the first page */
    Optional<String> of(String project) {
        return Optional.of(project).filter(projects::contains).map(ProjectLinks::file);
    }

    /** @param filename of a wheel; it begins with the project's name */
    Optional<String> ofWheel(String filename) {
        return of(ProjectName.of(filename.split("-", 2)[0]).normalized());
    }
}
