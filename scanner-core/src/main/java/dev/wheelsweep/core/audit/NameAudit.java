package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.zip.CentralHeader;
import dev.wheelsweep.core.zip.EntryName;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat.Flag;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks how other readers and file systems understand the names of entries. */
final class NameAudit {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;
    private static final char DRIVE_COLON = ':';
    /** Parts of a name that a file system ignores or removes; Windows removes dots and spaces at the end. */
    private static final List<String> UNUSUAL_ELEMENT = List.of("//", "./", " ");

    /** Characters of the longest element that a file system accepts; normalizing a longer one takes quadratic time. */
    private static final int LONGEST_ELEMENT = 255;

    private final OddityList found;
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> folded = new HashMap<>();

    NameAudit(OddityList found) {
        this.found = found;
    }

    void look(ZipEntry entry, CentralHeader header) {
        String name = entry.name();
        if (name.isEmpty()) {
            found.add(Kind.EMPTY_NAME, entry, header.offset(), "");
        }
        bytes(entry, header);
        if (!names.add(name)) {
            found.add(Kind.DUPLICATE_NAME, entry, header.offset(), "zipfile reads the last one");
        } else {
            String other = folded.putIfAbsent(folded(name), name);
            if (other != null) {
                found.add(Kind.COLLIDING_NAME, entry, header.offset(), "with \"%s\"".formatted(EntryName.shown(other)));
            }
        }
        if (isUnsafe(name) || hasBackslash(header.rawName())) {
            found.add(Kind.UNSAFE_PATH, entry, header.offset(), "");
        }
        if (!entry.headerName().equals(name) && entry.headerName().indexOf('\0') < 0) {
            found.add(
                    Kind.UNICODE_PATH_DIFFERS,
                    entry,
                    header.offset(),
                    "the header says \"%s\"".formatted(EntryName.shown(entry.headerName())));
        }
    }

    private void bytes(ZipEntry entry, CentralHeader header) {
        byte[] raw = header.rawName();
        boolean control = false;
        boolean beyondAscii = false;
        for (byte b : raw) {
            control |= b >= 0 && (b < FIRST_PRINTABLE || b == DELETE);
            beyondAscii |= b < 0;
        }
        if (control) {
            found.add(Kind.CONTROL_CHARACTER_IN_NAME, entry, header.offset(), "");
        }
        boolean declared = (entry.flags() & Flag.UTF_8) != 0;
        if (beyondAscii && !declared) {
            found.add(Kind.UNDECLARED_ENCODING, entry, header.offset(), "zipfile reads it as cp437");
        }
        if (beyondAscii && declared && !isUtf8(raw)) {
            found.add(Kind.UNDECODABLE_NAME, entry, header.offset(), "zipfile refuses the archive");
        }
    }

    static boolean isUtf8(byte[] raw) {
        return Arrays.equals(ByteView.text(raw).getBytes(StandardCharsets.UTF_8), raw);
    }

    /** @return the same text for names that a file system may treat as one file */
    private static String folded(String name) {
        String normal = isAscii(name) || hasLongElement(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
        String cased = normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return UNUSUAL_ELEMENT.stream().noneMatch(cased::contains) && !cased.endsWith(".") ? cased : bare(cased);
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c <= DELETE);
    }

    private static boolean hasLongElement(String name) {
        return Arrays.stream(name.split("/", -1)).anyMatch(element -> element.length() > LONGEST_ELEMENT);
    }

    private static String bare(String name) {
        return Arrays.stream(name.split("/", -1))
                .filter(element -> !element.isEmpty() && !element.equals("."))
                .map(element -> element.equals("..") ? element : withoutTrailingDots(element))
                .collect(Collectors.joining("/"));
    }

    /** Does not use a pattern, which would start again at each of 65,535 dots. */
    private static String withoutTrailingDots(String element) {
        int end = element.length();
        while (end > 0 && (element.charAt(end - 1) == '.' || element.charAt(end - 1) == ' ')) {
            end--;
        }
        return element.substring(0, end);
    }

    /** Tests the bytes, because the text of an undecodable name has escapes. */
    private static boolean hasBackslash(byte[] rawName) {
        for (byte b : rawName) {
            if (b == '\\') {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnsafe(String name) {
        return name.startsWith("/")
                || (name.length() > 1 && name.charAt(1) == DRIVE_COLON)
                || name.equals("..")
                || name.startsWith("../")
                || name.endsWith("/..")
                || name.contains("/../");
    }
}
