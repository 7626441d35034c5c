package dev.wheelsweep.core.toolchain;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.elf.ElfFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A string of .comment, what it means, and the files of a wheel that have it. Ordered by the string.
 *
 * @param comment the string as it is in the files
 * @param name such as {@code gcc}; empty if the string is not known
 * @param version such as {@code 10.2.1}
 * @param distribution that packaged it, such as {@code rhel}; empty if it is the authors' own build, or not known
 * @param toolset of Red Hat, such as {@code devtoolset-10}
 * @param system whose compiler it is, such as {@code rhel:7}; empty if several systems have it
 * @param file the first file, by path
 * @param files at least 1
 */
public record Tool(
        String comment,
        Role role,
        Optional<String> name,
        Optional<String> version,
        Optional<String> distribution,
        Optional<String> toolset,
        Optional<String> system,
        String file,
        int files)
        implements Comparable<Tool> {

    /** What a tool does. */
    public enum Role implements ColumnWord {
        COMPILER,
        LINKER,
        /** The string is not known. */
        OTHER
    }

    /**
     * @param files the ELF files of a wheel by path
     * @return sorted
     */
    public static List<Tool> allOf(SortedMap<String, ElfFacts> files) {
        SortedMap<String, SortedSet<String>> byComment = new TreeMap<>();
        files.forEach((path, facts) -> facts.toolchain()
                .compilers()
                .forEach(comment -> byComment
                        .computeIfAbsent(comment, first -> new TreeSet<>())
                        .add(path)));
        return byComment.entrySet().stream().map(Tool::of).toList();
    }

    private static Tool of(Map.Entry<String, SortedSet<String>> comment) {
        return ToolCatalog.builtIn()
                .tool(
                        comment.getKey(),
                        comment.getValue().first(),
                        comment.getValue().size());
    }

    @Override
    public int compareTo(Tool other) {
        return Comparator.comparing(Tool::comment).compare(this, other);
    }
}
