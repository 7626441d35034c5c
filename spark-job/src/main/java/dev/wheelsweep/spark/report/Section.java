package dev.wheelsweep.spark.report;

import java.util.List;

/**
 * One question on the page.
 *
 * @param id its anchor
 * @param title a few words
 * @param lead what the chart shows, in a sentence
 * @param heatMaps a chart, or none
 * @param bars another chart, or none
 * @param tables the numbers; exactly one
 * @param opened the attribute that shows the table at once; empty where a chart shows it
 */
record Section(
        String id,
        String title,
        String lead,
        List<HeatMap> heatMaps,
        List<Bar> bars,
        List<TableView> tables,
        String opened) {

    static Section table(String id, String title, String lead, TableView table) {
        return new Section(id, title, lead, List.of(), List.of(), List.of(table), "open");
    }

    static Section bars(String id, String title, String lead, List<Bar> bars, TableView table) {
        return new Section(id, title, lead, List.of(), bars, List.of(table), "");
    }

    static Section heatMaps(String id, String title, String lead, List<HeatMap> maps, TableView table) {
        return new Section(id, title, lead, maps, List.of(), List.of(table), "");
    }
}
