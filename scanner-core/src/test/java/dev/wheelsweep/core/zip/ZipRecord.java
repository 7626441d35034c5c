package dev.wheelsweep.core.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fixed part of a header of a zip, field by field, under the names that APPNOTE.TXT gives the fields. */
public final class ZipRecord {
    private record Field(int width, long value) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** Appends a field of so many bytes. */
    public ZipRecord field(String name, int width, long value) {
        fields.put(name, new Field(width, value));
        return this;
    }

    /** Replaces the right value; high bits that do not fit are cut off. */
    public ZipRecord set(String name, long value) {
        if (!fields.containsKey(name)) {
            throw new IllegalArgumentException("no field \"%s\" among %s".formatted(name, fields.keySet()));
        }
        fields.computeIfPresent(name, (same, field) -> new Field(field.width, value));
        return this;
    }

    /** Adds to the right value. */
    public ZipRecord add(String name, long difference) {
        return set(name, fields.get(name).value + difference);
    }

    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(
                        fields.values().stream().mapToInt(Field::width).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Field field : fields.values()) {
            for (int i = 0; i < field.width; i++) {
                bytes.put((byte) (field.value >> (Byte.SIZE * i)));
            }
        }
        return bytes.array();
    }
}
