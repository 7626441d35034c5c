package dev.wheelsweep.spark.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One HTML page, as the template {@code page.mustache} shows it.
 *
 * @param title also the page's name in the browser
 * @param lead a sentence about where its numbers come from
 * @param home the way back to the first page; none on the first page
 * @param tiles the important numbers, the most urgent first
 * @param chapters in order
 */
record Page(String title, String lead, List<Link> home, List<Tile> tiles, List<Chapter> chapters) {

    /** A tile leads to a section only if the page has it. */
    Page {
        Set<String> ids = chapters.stream()
                .flatMap(chapter -> chapter.sections().stream())
                .map(Section::id)
                .collect(Collectors.toSet());
        tiles = tiles.stream()
                .map(tile -> ids.contains(tile.section()) ? tile : tile.withoutLink())
                .toList();
    }

    /**
     * @param href an address relative to the page
     * @param text what is shown
     */
    record Link(String href, String text) {}

    /** Sections that answer one need of a reader. */
    record Chapter(String title, List<Section> sections) {}
}
