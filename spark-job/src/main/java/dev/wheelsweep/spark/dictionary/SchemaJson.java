package dev.wheelsweep.spark.dictionary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code schema.json}: the data dictionary for programs. */
final class SchemaJson {
    static final String FILE = "schema.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaJson() {}

    static String of(DatasetDescription dataset) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema_version", SchemaVersion.CURRENT);
        ArrayNode described = root.putArray("tables");
        dataset.tables().forEach(table -> describe(described.addObject(), table, dataset.files(table)));
        dataset.catalog()
                .forEach(file -> describe(root.putObject(file.table().name()), file.table(), List.of(file.path())));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts and numbers can be written", impossible);
        }
    }

    private static void describe(ObjectNode node, TableDescription table, List<String> files) {
        node.put("name", table.name());
        files.forEach(node.putArray("files")::add);
        node.put("one_row_per", table.rowMeaning());
        columns(node.putArray("columns"), FieldDescription.of(table.schema()));
    }

    /** @return the folder of the files of single sweeps, relative to the dataset */
    static String folder(TableDescription table) {
        return "tables/" + table.name();
    }

    private static void columns(ArrayNode nodes, List<FieldDescription> columns) {
        for (FieldDescription column : columns) {
            ObjectNode node = nodes.addObject();
            node.put("name", column.name());
            node.put("type", column.type());
            node.put("meaning", column.meaning());
            node.put("example", column.example());
            node.put("null_meaning", column.nullMeaning().orElse(null));
            if (!column.fields().isEmpty()) {
                columns(node.putArray("fields"), column.fields());
            }
        }
    }
}
