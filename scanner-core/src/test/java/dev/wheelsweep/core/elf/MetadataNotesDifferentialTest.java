package dev.wheelsweep.core.elf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.zip.SparseSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The GNU assembler and linker write notes of freedesktop.org, and readelf shows the same texts as our reader. */
@EnabledIf("linkerKnowsPackages")
class MetadataNotesDifferentialTest {
    private static final String PACKAGE =
            "{\"type\":\"deb\",\"os\":\"debian\",\"name\":\"zlib\",\"version\":\"1:1.3-1\"}";
    private static final List<String> OPENED = List.of(
            "[{\"soname\":[\"libfoo.so.1\",\"libfoo.so.0\"],\"feature\":\"foo\",\"priority\":\"required\"}]",
            "[{\"soname\":[\"libbar.so.2\"]}]");

    private static final Pattern PACKAGING = Pattern.compile(" *Packaging Metadata: (.*)");
    /** A line of a string dump. */
    private static final Pattern STRING = Pattern.compile("  \\[ *[0-9a-f]+]  (\\[.*)");

    @TempDir
    private Path folder;

    static boolean linkerKnowsPackages() throws Exception {
        return Readelf.isInstalled() && String.join("", output("ld", "--help")).contains("--package-metadata");
    }

    @Test
    void readelfShowsTheSameTexts() throws Exception {
        StringBuilder source = new StringBuilder(".section .note.dlopen,\"a\",%note\n");
        for (String text : OPENED) {
            source.append(".balign 4\n.long 4, %d, 0x407c0c0a\n.asciz \"FDO\"\n.asciz \"%s\"\n"
                    .formatted(text.getBytes(UTF_8).length + 1, text.replace("\"", "\\\"")));
        }
        Path assembly = Files.writeString(folder.resolve("a.s"), source.append(".balign 4\n"));
        Path object = folder.resolve("a.o");
        Path library = folder.resolve("liba.so");
        output("as", "-o", object.toString(), assembly.toString());
        output("ld", "-shared", "--package-metadata=" + PACKAGE, "-o", library.toString(), object.toString());

        ElfFacts.Metadata ours =
                ElfReader.read(SparseSource.of(Files.readAllBytes(library))).metadata();

        assertThat(ours.packageNote()).contains(PACKAGE);
        assertThat(matching(PACKAGING, "-n", library)).containsExactly(PACKAGE);
        assertThat(ours.dlopenNotes()).containsExactlyElementsOf(OPENED);
        assertThat(matching(STRING, "--string-dump=.note.dlopen", library)).containsExactlyElementsOf(OPENED);
    }

    /** Exit codes say whether readelf knows all notes, and do not matter. */
    private static List<String> matching(Pattern line, String option, Path library)
            throws IOException, InterruptedException {
        return output("readelf", option, library.toString()).stream()
                .map(line::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    private static List<String> output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        process.waitFor();
        return lines;
    }
}
