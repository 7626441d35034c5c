package dev.wheelsweep.core.system;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.JsonNode;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the JSON form of a catalogue, which the package's documentation shows. */
final class SystemFile {
    static final String SOURCES = "sources";
    static final String SYSTEMS = "systems";

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}:[a-z0-9][a-z0-9._-]{0,31}");
    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final List<Libc> LIBRARIES = List.of(Libc.GLIBC, Libc.MUSL);

    private static final String ID_FIELD = "id";
    private static final String NAME = "name";
    private static final String LIBC = "libc";
    private static final String LIBC_VERSION = "libc_version";
    private static final String RELEASED = "released";
    private static final String END = "end";
    private static final String EXTENDED_END = "extended_end";
    private static final String PYTHON = "python";
    private static final String PIP = "pip";
    private static final String KERNEL = "kernel";
    private static final String BASELINES = "baselines";
    private static final String WHAT = "what";
    private static final String SOURCE = "source";
    private static final String DATE = "date";
    private static final Set<String> FIELDS = Set.of(
            ID_FIELD,
            NAME,
            LIBC,
            LIBC_VERSION,
            RELEASED,
            END,
            EXTENDED_END,
            PYTHON,
            PIP,
            KERNEL,
            BASELINES,
            LibraryRules.LAYOUT,
            LibraryRules.IN_USR,
            LibraryRules.OTHERS,
            LibraryRules.ARCHITECTURES);

    private SystemFile() {}

    /** A system of the file, and the value that it was read from. */
    record Entry(LinuxSystem system, JsonNode node) {}

    /** @return every system in the order of the file */
    static List<Entry> systems(JsonNode root) throws FormatException {
        root.requireFields(Set.of(SOURCES, SYSTEMS));
        for (JsonNode source : root.items(SOURCES)) {
            source.requireFields(Set.of(WHAT, SOURCE, DATE));
        }
        List<Entry> systems = new ArrayList<>();
        Map<String, JsonNode> ids = new LinkedHashMap<>();
        Growth growth = new Growth();
        for (JsonNode node : root.field(SYSTEMS).items()) {
            node.requireFields(FIELDS);
            JsonNode id = node.field(ID_FIELD);
            if (!ID.matcher(id.text()).matches()) {
                throw id.bad("\"%s\" is no id such as rhel:8: distribution, colon, release, in small letters and digits"
                        .formatted(id.text()));
            }
            if (ids.put(id.text(), id) != null) {
                throw id.bad("a second system \"%s\"; remove one of them".formatted(id.text()));
            }
            Libc libc = node.field(LIBC).oneOf("C library", LIBRARIES, Libc::column);
            DottedNumber version = number(node.field(LIBC_VERSION));
            LibraryRules rules = LibraryRules.of(libc, version, node);
            growth.require(id, version, rules);
            systems.add(new Entry(
                    new LinuxSystem(
                            id.text(),
                            node.field(NAME).text(),
                            libc,
                            version,
                            rules.libraries(),
                            lifecycle(node),
                            python(node),
                            optionalNumber(node, KERNEL),
                            node.texts(BASELINES)),
                    node));
        }
        return systems;
    }

    private static Lifecycle lifecycle(JsonNode node) throws FormatException {
        Lifecycle lifecycle = new Lifecycle(date(node, RELEASED), date(node, END), date(node, EXTENDED_END));
        requireOrder(node, RELEASED, lifecycle.released(), END, lifecycle.end());
        requireOrder(node, END, lifecycle.end(), EXTENDED_END, lifecycle.extendedEnd());
        return lifecycle;
    }

    private static void requireOrder(
            JsonNode node, String first, Optional<LocalDate> early, String second, Optional<LocalDate> late)
            throws FormatException {
        if (early.isPresent() && late.isPresent() && late.get().isBefore(early.get())) {
            throw node.field(second).bad("%s %s is before %s %s".formatted(second, late.get(), first, early.get()));
        }
    }

    private static Optional<LocalDate> date(JsonNode node, String name) throws FormatException {
        Optional<JsonNode> field = node.optional(name);
        if (field.isEmpty()) {
            return Optional.empty();
        }
        Matcher day = DAY.matcher(field.get().text());
        try {
            if (day.matches()) {
                // Not LocalDate.parse: making its formatter takes longer than all else that is read here.
                return Optional.of(LocalDate.of(
                        Integer.parseInt(day.group(1)),
                        Integer.parseInt(day.group(2)),
                        Integer.parseInt(day.group(3))));
            }
        } catch (DateTimeException notInCalendar) {
            // Refused below, as other texts are.
        }
        throw field.get()
                .bad("\"%s\" is no day such as 2029-05-31".formatted(field.get().text()));
    }

    private static Optional<DefaultPython> python(JsonNode node) throws FormatException {
        Optional<DottedNumber> version = optionalNumber(node, PYTHON);
        Optional<DottedNumber> pip = optionalNumber(node, PIP);
        if (version.isEmpty() && pip.isPresent()) {
            throw node.field(PIP).bad("\"%s\" without \"%s\"; add the version of Python".formatted(PIP, PYTHON));
        }
        return version.map(it -> new DefaultPython(it, pip));
    }

    private static Optional<DottedNumber> optionalNumber(JsonNode node, String name) throws FormatException {
        Optional<JsonNode> field = node.optional(name);
        return field.isPresent() ? Optional.of(number(field.get())) : Optional.empty();
    }

    static DottedNumber number(JsonNode node) throws FormatException {
        Optional<DottedNumber> number = DottedNumber.parse(node.text());
        if (number.isEmpty()) {
            throw node.bad("\"%s\" is no version such as 2.17".formatted(node.text()));
        }
        return number.get();
    }
}
