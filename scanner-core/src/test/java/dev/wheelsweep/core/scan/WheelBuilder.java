package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.zip.ZipBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Wheels for tests: a name, files, and a dist-info folder that is right unless changed. WHEEL spells out the name's
 * compressed tags, METADATA asks for Python 3.9, RECORD has the SHA-256 and size of every file.
 */
public final class WheelBuilder {
    private final String filename;
    private final String[] parts;
    private final ZipBuilder zip = new ZipBuilder();
    private final StringBuilder record = new StringBuilder();
    private List<String> generators = List.of("WheelBuilder (1)");
    private List<String> requires = List.of();
    private String purelib = "true";

    private WheelBuilder(String filename) {
        this.filename = filename;
        this.parts = filename.replaceFirst("\\.whl$", "").split("-", -1);
    }

    /** @param filename project, version and at least one tag, without build tag */
    public static WheelBuilder named(String filename) {
        return new WheelBuilder(filename);
    }

    /** Adds a deflated file. */
    public WheelBuilder file(String path, byte[] content) {
        return file(path, content, UnaryOperator.identity());
    }

    /** Adds a deflated file and changes its entry. */
    public WheelBuilder file(String path, byte[] content, UnaryOperator<ZipEntryBuilder> change) {
        return entry(path, content, change.apply(ZipEntryBuilder.deflated(path, content)));
    }

    /** Adds a text file, deflated. */
    public WheelBuilder text(String path, String content) {
        return file(path, content.getBytes(UTF_8));
    }

    /** Adds a deflated ELF file, which makes the wheel one of platlib. */
    public WheelBuilder elf(String path, ElfBuilder elf) {
        purelib = "false";
        return file(path, elf.bytes());
    }

    /** Adds an ELF file without compression. */
    public WheelBuilder storedElf(String path, ElfBuilder elf) {
        purelib = "false";
        return entry(path, elf.bytes(), ZipEntryBuilder.stored(path, elf.bytes()));
    }

    /** Adds an entry of any kind; RECORD lists it with the content given. */
    public WheelBuilder entry(String path, byte[] content, ZipEntryBuilder entry) {
        zip.entry(entry);
        record.append("%s,sha256=%s,%d\n".formatted(field(path), sha256(content), content.length));
        return this;
    }

    /** Adds a file that RECORD does not list. */
    public WheelBuilder unrecorded(String path, byte[] content) {
        zip.deflated(path, content);
        return this;
    }

    /** Lists a file in RECORD that does not exist. */
    public WheelBuilder phantom(String path) {
        record.append(field(path)).append(",,\n");
        return this;
    }

    /** Adds a line to RECORD. */
    public WheelBuilder recorded(String line) {
        record.append(line).append('\n');
        return this;
    }

    /** The tools that WHEEL names. */
    public WheelBuilder generators(String... names) {
        generators = List.of(names);
        return this;
    }

    /** The dependency specifiers that METADATA has. */
    public WheelBuilder requires(String... specifiers) {
        requires = List.of(specifiers);
        return this;
    }

    /** The name that dist-info gets. */
    public String distInfo() {
        return parts[0] + "-" + parts[1] + ".dist-info/";
    }

    /** The finished file. Nothing can be added afterwards. */
    public byte[] bytes() {
        text(distInfo() + "WHEEL", wheel());
        text(distInfo() + "METADATA", metadata());
        record.append(distInfo()).append("RECORD,,\n");
        return zip.deflated(distInfo() + "RECORD", record.toString().getBytes(UTF_8))
                .bytes();
    }

    /** The finished file without dist-info. */
    public byte[] bytesWithoutDistInfo() {
        return zip.bytes();
    }

    /** Writes the finished file under its name. */
    public Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.write(folder.resolve(filename), bytes());
    }

    private String wheel() {
        StringBuilder text = new StringBuilder("Wheel-Version: 1.0\n");
        generators.forEach(name -> text.append("Generator: ").append(name).append('\n'));
        text.append("Root-Is-Purelib: ").append(purelib).append('\n');
        tags().forEach(tag -> text.append("Tag: ").append(tag).append('\n'));
        return text.toString();
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (String python : parts[parts.length - 3].split("\\.", -1)) {
            for (String abi : parts[parts.length - 2].split("\\.", -1)) {
                for (String platform : parts[parts.length - 1].split("\\.", -1)) {
                    tags.add(python + "-" + abi + "-" + platform);
                }
            }
        }
        return tags;
    }

    private String metadata() {
        StringBuilder text = new StringBuilder(
                "Metadata-Version: 2.1\nName: %s\nVersion: %s\nRequires-Python: >=3.9\n".formatted(parts[0], parts[1]));
        requires.forEach(
                specifier -> text.append("Requires-Dist: ").append(specifier).append('\n'));
        return text.toString();
    }

    /** A field of a CSV row, quoted where it must be. */
    private static String field(String path) {
        return path.matches("[^,\"\r\n]*") ? path : "\"" + path.replace("\"", "\"\"") + "\"";
    }

    private static String sha256(byte[] content) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
