package dev.wheelsweep.core.wheel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wheelsweep.core.input.FormatException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** An archive of texts for tests of dist-info, with faults on demand. */
final class MemoryArchive implements ArchiveText {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Map<String, FormatException> faults = new LinkedHashMap<>();

    /** Adds an entry, or replaces its content. */
    MemoryArchive with(String name, String content) {
        entries.put(name, content.getBytes(UTF_8));
        return this;
    }

    MemoryArchive without(String name) {
        entries.remove(name);
        return this;
    }

    MemoryArchive withFault(String name, FormatException fault) {
        faults.put(name, fault);
        return this;
    }

    @Override
    public Collection<String> names() {
        return entries.keySet();
    }

    @Override
    public byte[] bytes(String name, int most) throws FormatException {
        if (faults.containsKey(name)) {
            throw faults.get(name);
        }
        if (entries.get(name).length > most) {
            throw ArchiveText.tooLong(name, most);
        }
        return entries.get(name);
    }
}
