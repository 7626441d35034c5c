package dev.wheelsweep.core.wheel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a software bill of materials in JSON:
 *
 * <pre>
 *   CycloneDX 1.x   bomFormat, specVersion, metadata.tools, components: name, version, purl, bom-ref, and components in
 *                   components
 *   SPDX 2.x        spdxVersion, creationInfo.creators ("Tool: ..."), packages: name, versionInfo, SPDXID, externalRefs of type
 *                   purl
 *   SPDX 3.x        &#64;graph: elements of type software_Package with name, software_packageVersion, software_packageUrl, spdxId
 * </pre>
 *
 * <p>The values stay as they are written. The parser reads the text once and keeps only these fields.
 */
final class Sbom {
    /**
     * What a bill of materials lists.
     *
     * @param hasMore whether it lists more components than are kept
     */
    record Listed(List<SbomComponent> components, boolean hasMore) {}

    /** Of one wheel. */
    static final int MAX_COMPONENTS = 10_000;

    /** More levels than any of the formats has, and few enough for recursion. */
    private static final int MAX_DEPTH = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private static final String CYCLONEDX = "cyclonedx";
    private static final String SPDX = "spdx";
    private static final String SPDX_PREFIX = "SPDX-";
    private static final String TOOL_PREFIX = "Tool: ";
    private static final String PACKAGE = "software_Package";
    private static final String PURL = "purl";
    private static final String BOM_REF = "bom-ref";

    private final String entry;
    private final int most;
    private final JsonParser json;
    private Optional<String> format = Optional.empty();
    private Optional<String> version = Optional.empty();
    private Optional<String> tool = Optional.empty();
    private final List<Map<String, String>> components = new ArrayList<>();

    private Sbom(String entry, int most, JsonParser json) {
        this.entry = entry;
        this.most = most;
        this.json = json;
    }

    /**
     * @param entry the name of the bill of materials in the archive
     * @param most how many components are kept
     * @return at least one component, or that there are more: what is wrong, or that nothing is listed, is a component
     *     without a name
     */
    static Listed read(String entry, byte[] bytes, int most) {
        try (JsonParser json = JSON.createParser(bytes)) {
            Sbom sbom = new Sbom(entry, most, json);
            return sbom.components(sbom.fault());
        } catch (CharConversionException unreadable) {
            // The first bytes are those of an order of UTF-32 that Jackson does not read.
            Optional<String> none = Optional.empty();
            return new Listed(
                    List.of(new SbomComponent(
                            entry, none, none, none, none, none, none, Optional.of(unreadable.getMessage()))),
                    false);
        } catch (IOException impossible) { // The bytes are in memory; errors of the text were caught.
            throw new UncheckedIOException(impossible);
        }
    }

    /** Reads everything. */
    private Optional<String> fault() throws IOException {
        try {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.of("not a JSON object");
            }
            members(this::root);
            if (format.isEmpty()) {
                return Optional.of("neither CycloneDX nor SPDX");
            }
            return Optional.empty();
        } catch (CharConversionException bad) {
            return Optional.of(
                    bad.getMessage()); // UTF-32, which is guessed from the first bytes, with impossible characters
        } catch (JsonProcessingException bad) {
            return Optional.of("line %d, column %d: %s"
                    .formatted(
                            bad.getLocation() == null ? 0 : bad.getLocation().getLineNr(),
                            bad.getLocation() == null ? 0 : bad.getLocation().getColumnNr(),
                            bad.getOriginalMessage()));
        }
    }

    private interface Member {
        /** Called at a member's value; the parser is at the end of the value when this returns. */
        void read(String name) throws IOException;
    }

    /** Reads the object at whose begin the parser is. */
    private void members(Member member) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            member.read(name);
        }
    }

    private interface Element {
        void read() throws IOException;
    }

    /** Calls for every object of the array, or for the object, at whose begin the parser is. Skips any other value. */
    private void objects(Element element) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            element.read();
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    element.read();
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private void root(String name) throws IOException {
        switch (name) {
            case "bomFormat" -> text().ifPresent(any -> format = Optional.of(CYCLONEDX));
            case "specVersion" -> version = text();
            case "spdxVersion" -> {
                format = Optional.of(SPDX);
                version = text().map(it -> it.startsWith(SPDX_PREFIX) ? it.substring(SPDX_PREFIX.length()) : it);
            }
            case "@graph" -> objects(this::element);
            case "metadata" -> objects(() -> members(this::metadata));
            case "creationInfo" -> objects(() -> members(this::creation));
            case "components" -> objects(this::component);
            case "packages" -> objects(this::spdxPackage);
            default -> json.skipChildren();
        }
    }

    private Optional<String> text() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return Optional.of(json.getText());
        }
        json.skipChildren();
        return Optional.empty();
    }

    private void metadata(String name) throws IOException {
        if (name.equals("tools")) {
            // An array of tools before 1.5, since then also an object with components.
            objects(() -> {
                Map<String, String> found = new HashMap<>();
                members(member -> {
                    if (member.equals("components")) {
                        objects(() -> foundTool(fields()));
                    } else {
                        text().ifPresent(value -> found.put(member, value));
                    }
                });
                foundTool(found);
            });
        } else {
            json.skipChildren();
        }
    }

    private Map<String, String> fields() throws IOException {
        Map<String, String> found = new HashMap<>();
        members(member -> text().ifPresent(value -> found.put(member, value)));
        return found;
    }

    private void foundTool(Map<String, String> found) {
        if (tool.isEmpty() && found.containsKey("name")) {
            tool = Optional.of(
                    found.containsKey("version") ? found.get("name") + " " + found.get("version") : found.get("name"));
        }
    }

    private void creation(String name) throws IOException {
        if (name.equals("creators") && json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                text().filter(creator -> tool.isEmpty() && creator.startsWith(TOOL_PREFIX))
                        .ifPresent(creator -> tool = Optional.of(creator.substring(TOOL_PREFIX.length())));
            }
        } else {
            json.skipChildren();
        }
    }

    /** Adds an empty component at once, so that a component precedes those inside it. */
    private Map<String, String> begin() {
        Map<String, String> component = new HashMap<>();
        if (components.size() <= most) {
            components.add(component); // One more than is kept shows that there are more.
        }
        return component;
    }

    private void component() throws IOException {
        Map<String, String> component = begin();
        members(member -> {
            switch (member) {
                case "name", "version", PURL, BOM_REF -> text().ifPresent(value -> component.put(member, value));
                case "components" -> objects(this::component);
                default -> json.skipChildren();
            }
        });
    }

    private void spdxPackage() throws IOException {
        Map<String, String> component = begin();
        members(member -> {
            switch (member) {
                case "name" -> text().ifPresent(value -> component.put(member, value));
                case "versionInfo" -> text().ifPresent(value -> component.put("version", value));
                case "SPDXID" -> text().ifPresent(value -> component.put(BOM_REF, value));
                case "externalRefs" ->
                    objects(() -> {
                        Map<String, String> reference = fields();
                        if (PURL.equals(reference.get("referenceType")) && reference.containsKey("referenceLocator")) {
                            component.put(PURL, reference.get("referenceLocator"));
                        }
                    });
                default -> json.skipChildren();
            }
        });
    }

    /** An element of SPDX 3, whose members come in any order. */
    private void element() throws IOException {
        Map<String, String> found = fields();
        if ("CreationInfo".equals(found.get("type")) && found.containsKey("specVersion")) {
            format = Optional.of(SPDX);
            version = Optional.of(found.get("specVersion"));
        } else if ("Tool".equals(found.get("type"))) {
            foundTool(found);
        } else if (PACKAGE.equals(found.get("type"))) {
            Map<String, String> component = begin();
            component.putAll(found);
            Optional.ofNullable(found.get("software_packageVersion"))
                    .ifPresent(value -> component.put("version", value));
            Optional.ofNullable(found.get("software_packageUrl")).ifPresent(value -> component.put(PURL, value));
            Optional.ofNullable(found.get("spdxId")).ifPresent(value -> component.put(BOM_REF, value));
        }
    }

    private Listed components(Optional<String> fault) {
        Optional<String> written =
                format.map(it -> version.map(number -> it + " " + number).orElse(it));
        List<SbomComponent> all = new ArrayList<>();
        for (Map<String, String> component : components.subList(0, Math.min(most, components.size()))) {
            all.add(new SbomComponent(
                    entry,
                    written,
                    tool,
                    Optional.of(component.getOrDefault("name", "")),
                    Optional.ofNullable(component.get("version")),
                    Optional.ofNullable(component.get(PURL)),
                    Optional.ofNullable(component.get(BOM_REF)),
                    Optional.empty()));
        }
        if (fault.isPresent() || components.isEmpty()) {
            all.add(new SbomComponent(
                    entry,
                    written,
                    tool,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    fault));
        }
        return new Listed(all, components.size() > most);
    }
}
