package dev.wheelsweep.core.elf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A string table under construction: the empty string at 0, every string once. */
final class StringPool {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new HashMap<>();

    StringPool() {
        offset("");
    }

    int offset(String string) {
        return offsets.computeIfAbsent(string, missing -> {
            int offset = bytes.size();
            bytes.writeBytes(missing.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
            return offset;
        });
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
