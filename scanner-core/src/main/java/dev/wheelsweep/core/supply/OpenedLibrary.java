package dev.wheelsweep.core.supply;

import dev.wheelsweep.core.elf.ElfFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A library that a file says it opens by {@code dlopen} while it runs ("dlopen() Metadata for ELF Files"). No table of the file
 * that the loader reads has it.
 *
 * @param path the file that opens it
 * @param feature what it is for, in a word
 * @param description what it is for, in a sentence
 * @param priority {@code required}, {@code recommended}, {@code suggested}, or another word, raw; empty means recommended
 * @param soname the name given to dlopen; empty if the note, or the rest of it, cannot be read: then see {@code fault}
 * @param choice its place among the names of which one is enough, from 0
 * @param fileInWheel the first file of the wheel with this name or DT_SONAME, by path
 * @param fault why nothing, or no more, of the note could be read
 */
public record OpenedLibrary(
        String path,
        Optional<String> feature,
        Optional<String> description,
        Optional<String> priority,
        Optional<String> soname,
        int choice,
        Optional<String> fileInWheel,
        Optional<String> fault) {
    private static final String FEATURE = "feature";
    private static final String DESCRIPTION = "description";
    private static final String PRIORITY = "priority";
    private static final String SONAME = "soname";

    private static final NoteJson JSON = new NoteJson(Set.of(FEATURE, DESCRIPTION, PRIORITY), Set.of(SONAME));

    /**
     * @param files the ELF files of a wheel by path
     * @return by path, and as the notes list them
     */
    public static List<OpenedLibrary> allOf(SortedMap<String, ElfFacts> files) {
        Map<String, String> byName = new HashMap<>();
        files.forEach((path, facts) -> {
            byName.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), path);
            facts.linkage().soname().ifPresent(soname -> byName.putIfAbsent(soname, path));
        });
        List<OpenedLibrary> all = new ArrayList<>();
        files.forEach((path, facts) ->
                facts.metadata().dlopenNotes().forEach(note -> all.addAll(ofNote(path, note, byName))));
        return all;
    }

    private static List<OpenedLibrary> ofNote(String path, String note, Map<String, String> files) {
        NoteJson.Content content = JSON.list(note);
        List<OpenedLibrary> libraries = new ArrayList<>();
        for (Map<String, List<String>> library : content.objects()) {
            List<String> names = library.getOrDefault(SONAME, List.of());
            for (int i = 0; i < names.size(); i++) {
                libraries.add(new OpenedLibrary(
                        path,
                        text(library, FEATURE),
                        text(library, DESCRIPTION),
                        text(library, PRIORITY),
                        Optional.of(names.get(i)),
                        i,
                        Optional.ofNullable(files.get(names.get(i))),
                        Optional.empty()));
            }
            if (names.isEmpty()) {
                libraries.add(faulty(path, "an object without \"%s\"".formatted(SONAME)));
            }
        }
        content.fault().ifPresent(fault -> libraries.add(faulty(path, fault)));
        return libraries;
    }

    private static OpenedLibrary faulty(String path, String fault) {
        return new OpenedLibrary(
                path,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.of(fault));
    }

    private static Optional<String> text(Map<String, List<String>> members, String name) {
        return members.getOrDefault(name, List.of()).stream().findFirst();
    }
}
