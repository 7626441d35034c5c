package dev.wheelsweep.spark.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small wheels without ELF files. */
final class TestWheels {

    private TestWheels() {}

    static Path wheel(Path folder, String filename) throws IOException {
        Path wheel = folder.resolve(filename);
        Files.createDirectories(wheel.getParent());
        String[] parts = wheel.getFileName().toString().split("-", -1);
        String distInfo = parts[0] + "-" + (parts.length > 1 ? parts[1] : "0") + ".dist-info/";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            entry(zip, "pkg/__init__.py", "");
            entry(
                    zip,
                    distInfo + "WHEEL",
                    "Wheel-Version: 1.0\nGenerator: by hand (1)\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            entry(zip, distInfo + "METADATA", "Metadata-Version: 2.1\nName: x\nVersion: 1\nRequires-Python: >=3.9\n");
            entry(zip, distInfo + "RECORD", "pkg/__init__.py,,\n");
        }
        return wheel;
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
