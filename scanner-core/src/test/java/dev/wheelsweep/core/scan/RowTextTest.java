package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.RowText;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.wheel.NeededLibrary;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All text that a {@link WheelReport} holds is part of {@link RowText#textBytes}, which {@link RowBudget} charges. */
class RowTextTest {
    private static final String LONG = "x".repeat(1000);

    /** Records without {@code textBytes}: the components that may have text, and what bounds that text. */
    private static final Map<Class<?>, Set<String>> BOUNDED_OTHERWISE = Map.of(
            // The file's own name; RowBudget charges dist-info as a whole, and everything else when it is found.
            WheelReport.class, Set.of("file", "distInfo", "elfFiles", "failures", "sbomComponents", "zipOddities"),
            // RowBudget charges an ELF file when its libraries are not resolved yet.
            ElfFile.class, Set.of("path", "recordSha256", "facts", "needed"),
            // One of the few words in the table of Machine.
            Arch.class, Set.of("name"),
            // In place of the resolved path RowBudget charges the longest name.
            NeededLibrary.class, Set.of("library", "resolvedTo"));

    @Test
    void everyTextOfAReportIsCounted() throws ReflectiveOperationException {
        Set<Class<?>> records = new LinkedHashSet<>();
        collect(WheelReport.class, records);
        assertThat(records).hasSizeGreaterThan(10);
        for (Class<?> record : records) {
            for (RecordComponent component : record.getRecordComponents()) {
                if (holdsText(component.getGenericType())) {
                    assertThat(isCounted(record, component))
                            .as("%s.%s is counted", record.getSimpleName(), component.getName())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void countsBytesOfUtf8() {
        for (String text : new String[] {"", "abc", "ä", "€", "\u07ff\u0800", "\u007f\u0080"}) {
            assertThat(RowText.bytes(text)).as(text).isEqualTo(text.getBytes(UTF_8).length);
        }
    }

    /** Collects the records inside a type; the wheel's own name is bounded by the file system. */
    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, records));
        } else if (type instanceof Class<?> record
                && record.isRecord()
                && record != WheelFilename.class
                && records.add(record)) {
            for (RecordComponent component : record.getRecordComponents()) {
                collect(component.getGenericType(), records);
            }
        }
    }

    private static boolean holdsText(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[0];
            return element == String.class || (generic.getRawType() == List.class && element != Integer.class);
        }
        return type == String.class || RowText.class.isAssignableFrom((Class<?>) type);
    }

    private static boolean isCounted(Class<?> record, RecordComponent component) throws ReflectiveOperationException {
        if (!RowText.class.isAssignableFrom(record)) {
            return BOUNDED_OTHERWISE.getOrDefault(record, Set.of()).contains(component.getName());
        }
        return textBytes(record, component.getName(), LONG) > textBytes(record, component.getName(), "");
    }

    /** @return the size of a record that holds no text but this, in this component */
    private static long textBytes(Class<?> record, String component, String text) throws ReflectiveOperationException {
        RecordComponent[] components = record.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String of = components[i].getName().equals(component) ? text : "";
            values[i] = value(components[i].getGenericType(), of);
        }
        return ((RowText) instance(record, values)).textBytes();
    }

    /** A value without any text if the text is empty, else one with the text in every place for text. */
    private static Object value(Type type, String text) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            boolean list = generic.getRawType() == List.class;
            if (text.isEmpty()) {
                return list ? List.of() : Optional.empty();
            }
            Object element = value(generic.getActualTypeArguments()[0], text);
            return list ? List.of(element) : Optional.of(element);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return text;
        }
        if (raw == Integer.class) {
            return 0;
        }
        if (raw.isRecord()) {
            RecordComponent[] components = raw.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = value(components[i].getGenericType(), text);
            }
            return instance(raw, values);
        }
        return raw.isEnum() ? raw.getEnumConstants()[0] : Array.get(Array.newInstance(raw, 1), 0);
    }

    private static Object instance(Class<?> record, Object[] values) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = record.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }
}
