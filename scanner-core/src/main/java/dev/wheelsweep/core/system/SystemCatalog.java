package dev.wheelsweep.core.system;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.JsonNode;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Linux systems by id. Immutable. */
public final class SystemCatalog {
    private static final String BUILT_IN = "systems.json";
    private static final String SCHEMA = "system-file.schema.json";

    private final Map<String, LinuxSystem> systems = new LinkedHashMap<>();
    /** What each system was read from, in the same order. */
    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();

    private final List<JsonNode> sources = new ArrayList<>();

    private SystemCatalog() {}

    /** Read at first use: most commands need no systems. */
    private static final class BuiltIn {
        static final SystemCatalog CATALOG = read();

        private static SystemCatalog read() {
            try {
                SystemCatalog catalog = new SystemCatalog();
                catalog.add(BUILT_IN, Table.bytes(SystemCatalog.class, BUILT_IN));
                return catalog;
            } catch (FormatException bad) {
                throw new IllegalStateException(bad);
            }
        }
    }

    /** @return the systems of this release */
    public static SystemCatalog builtIn() {
        return BuiltIn.CATALOG;
    }

    /** @return the JSON Schema of files with systems, draft 2020-12 */
    public static String schema() {
        return new String(Table.bytes(SystemCatalog.class, SCHEMA), StandardCharsets.UTF_8);
    }

    /**
     * @return these systems and those of the file; one that has the same id replaces the one that was there
     * @throws FormatException {@code BAD_SYSTEMS} if the file is no catalogue; the detail names file, line and column
     * @throws IOException if it cannot be read
     */
    public SystemCatalog with(Path file) throws IOException, FormatException {
        return with(file.toString(), Files.readAllBytes(file));
    }

    SystemCatalog with(String source, byte[] json) throws FormatException {
        SystemCatalog more = new SystemCatalog();
        more.systems.putAll(systems);
        more.nodes.putAll(nodes);
        more.sources.addAll(sources);
        more.add(source, json);
        return more;
    }

    private void add(String source, byte[] json) throws FormatException {
        JsonNode root = JsonNode.parse(Format.SYSTEMS, Reason.BAD_SYSTEMS, source, json);
        for (SystemFile.Entry entry : SystemFile.systems(root)) {
            systems.put(entry.system().id(), entry.system());
            nodes.put(entry.system().id(), entry.node());
        }
        sources.addAll(root.items(SystemFile.SOURCES));
    }

    /** @param id such as {@code "rhel:8"} */
    public Optional<LinuxSystem> named(String id) {
        return Optional.ofNullable(systems.get(id));
    }

    /** @return the built-in systems, distribution by distribution and the oldest release first; then those of files */
    public List<LinuxSystem> all() {
        return List.copyOf(systems.values());
    }

    /** @return a file that {@link #with} takes: it has every system of this catalogue */
    public String json() {
        StringWriter json = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(json)) {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            out.writeStartObject();
            writeArray(SystemFile.SOURCES, sources, out);
            writeArray(SystemFile.SYSTEMS, List.copyOf(nodes.values()), out);
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory does not fail", impossible);
        }
        return json.append('\n').toString();
    }

    private static void writeArray(String name, List<JsonNode> items, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (JsonNode item : items) {
            item.write(out);
        }
        out.writeEndArray();
    }
}
