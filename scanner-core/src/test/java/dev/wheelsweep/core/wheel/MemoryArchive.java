package dev.wheelsweep.core.wheel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wheelsweep.core.input.FormatException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** An archive of texts for tests of dist-info, with faults on demand. */
final class MemoryArchive implements ArchiveText {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Map<String, Long> declaredSizes = new LinkedHashMap<>();
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

    MemoryArchive withSize(String name, long declared) {
        declaredSizes.put(name, declared);
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
    public long size(String name) {
        return declaredSizes.getOrDefault(name, (long) entries.get(name).length);
    }

    @Override
    public byte[] bytes(String name) throws FormatException {
        if (faults.containsKey(name)) {
            throw faults.get(name);
        }
        return entries.get(name);
    }
}
