import dev.wheelsweep.spark.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes a man page of each command: {@code java ManPages.java FOLDER}. picocli describes the commands, Asciidoctor makes roff. */
public final class ManPages {
    private static final boolean[] QUIET = {};

    private ManPages() {}

    public static void main(String[] args) throws IOException {
        CommandLine program = Main.commandLine();
        program.getSubcommands().values().forEach(command -> keepLines(command.getCommandSpec().usageMessage()));
        Path described = Files.createTempDirectory("man");
        int code = ManPageGenerator.generateManPage(described.toFile(), null, QUIET, true, program.getCommandSpec());
        if (code != 0) {
            throw new IOException("picocli ends with " + code);
        }
        List<Path> pages;
        try (Stream<Path> files = Files.list(described)) {
            pages = files.sorted().toList();
        }
        // Without the time of making: the same sources make the same bytes.
        Attributes attributes = Attributes.builder()
                .attribute("reproducible", "")
                .attribute("mansource", program.getCommandSpec().version()[0])
                .attribute("manmanual", "wheelsweep")
                .build();
        File folder = Files.createDirectories(Path.of(args[0])).toFile();
        try (Asciidoctor asciidoctor = Asciidoctor.Factory.create()) {
            asciidoctor.registerLogHandler(warning -> {
                throw new IllegalStateException(warning.getMessage());
            });
            for (Path page : pages) {
                asciidoctor.convertFile(
                        page.toFile(),
                        Options.builder()
                                .backend("manpage")
                                .safe(SafeMode.UNSAFE)
                                .toDir(folder)
                                .attributes(attributes)
                                .build());
                Files.delete(page);
            }
        }
        Files.delete(described);
    }

    /** AsciiDoc joins lines, and those of a synopsis that continue another one are indented more than {@code Usage:}. */
    private static void keepLines(UsageMessageSpec usage) {
        String synopses = String.join("\n", usage.customSynopsis()).replaceAll("\n {8,}", " ");
        if (!synopses.isEmpty()) {
            usage.customSynopsis(synopses.strip().replaceAll("\n *", " +\n").split("\n"));
        }
    }
}
