package dev.wheelsweep.core.wheel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Wheels as projects publish them; the property names folders, separated like a class path. */
@EnabledIfSystemProperty(named = RealWheelsTest.WHEELS, matches = ".+")
class RealWheelsTest {
    static final String WHEELS = "wheelsweep.wheels";

    @Test
    void everyNameIsCurrent() throws IOException, FormatException {
        for (Path wheel : wheels()) {
            WheelFilename name = name(wheel);
            assertThat(name.grammar()).as(name.text()).isEqualTo(WheelFilename.Grammar.CURRENT);
            assertThat(name.platformTags()).as(name.text()).noneMatch(PlatformTag.Other.class::isInstance);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = PythonReference.PYTHON, matches = ".+")
    void tagsEqualThoseOfPackaging() throws IOException, InterruptedException, FormatException {
        List<Path> wheels = wheels();
        List<Optional<List<String>>> theirs = PythonReference.answers(
                PythonReference.PYTHON,
                """
                from packaging.utils import parse_wheel_filename
                def answer(question):
                    return sorted(map(str, parse_wheel_filename(question.decode())[3]))
                """,
                wheels.stream()
                        .map(wheel -> wheel.getFileName().toString().getBytes(UTF_8))
                        .toList());
        for (int i = 0; i < wheels.size(); i++) {
            assertThat(name(wheels.get(i)).tags().map(Tag::text).sorted().toList())
                    .isEqualTo(theirs.get(i).orElseThrow());
        }
    }

    @Test
    void everyDistInfoCanBeRead() throws IOException, FormatException {
        for (Path wheel : wheels()) {
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                DistInfo.Parsed reading = DistInfo.read(name(wheel), new JdkArchive(zip));
                assertThat(reading.failures()).as("%s", wheel).isEmpty();
                assertThat(reading.facts().generators()).as("%s", wheel).isNotEmpty();
                assertThat(reading.facts().rootIsPurelib()).as("%s", wheel).isPresent();
                assertThat(reading.facts().recorded()).as("%s", wheel).isTrue();
                assertThat(reading.facts().unrecorded()).as("%s", wheel).isEmpty();
                assertThat(reading.facts().phantoms()).as("%s", wheel).isEmpty();
            }
        }
    }

    private static WheelFilename name(Path wheel) throws FormatException {
        return WheelFilename.parse(wheel.getFileName().toString());
    }

    private static List<Path> wheels() throws IOException {
        Stream.Builder<Path> found = Stream.builder();
        for (String folder : System.getProperty(WHEELS).split(":", -1)) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".whl")).forEach(found);
            }
        }
        List<Path> wheels = found.build().sorted().toList();
        assertThat(wheels).as("wheels in %s", System.getProperty(WHEELS)).isNotEmpty();
        return wheels;
    }

    /** The JDK's zip reader, so that nothing here depends on ours. */
    private record JdkArchive(ZipFile zip) implements ArchiveText {
        @Override
        public Collection<String> names() {
            return zip.stream().map(ZipEntry::getName).toList();
        }

        @Override
        public byte[] bytes(String name, int most) throws IOException {
            return zip.getInputStream(zip.getEntry(name)).readNBytes(most);
        }
    }
}
