package dev.wheelsweep.spark.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows of listed files, without what depends on where they are. */
final class SameRows {
    /** Place, time and index, and the cost of reading. */
    private static final Set<String> OF_THE_PLACE = Set.of(
            "wheel_path",
            "mtime",
            "sha256",
            "upload_time",
            "yanked",
            "yanked_reason",
            "index_requires_python",
            "project_status",
            "etag",
            "bytes_read",
            "bytes_decoded",
            "scan_micros",
            "requests",
            "read_mode");

    private SameRows() {}

    /** @return by the wheel's name */
    static Map<String, JsonNode> of(List<WheelFile> files) throws IOException {
        Path inventory = Files.createTempFile("inventory", ".jsonl");
        Map<String, JsonNode> rows = new TreeMap<>();
        try {
            Inventory.write(inventory, files);
            List<String> lines = LocalSpark.session()
                    .read()
                    .format(WheelSource.NAME)
                    .option(ReadOptions.INVENTORY, inventory.toString())
                    .load()
                    .toJSON()
                    .collectAsList();
            for (String line : lines) {
                JsonNode row = new ObjectMapper().readTree(line);
                strip(row);
                rows.put(row.get("filename").asText(), row);
            }
        } finally {
            Files.delete(inventory);
        }
        return rows;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THE_PLACE);
        }
        node.forEach(SameRows::strip);
    }
}
