package dev.wheelsweep.spark.cli.wheels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the wheels that the launcher has {@code check} read to learn which classes short commands need. The running
 * Java's own libraries serve as binaries: one that is read whole, and one so large that only its start and end are read.
 */
final class TrainingWheels {
    private static final String INFO = "training-1.dist-info/";

    /** The first wheel is honest wherever a JDK 17 runs, the second overclaims. */
    private static final String[] TAGS = {"manylinux_2_39_x86_64.manylinux_2_40_x86_64", "manylinux_2_5_x86_64"};

    private TrainingWheels() {}

    /** @param args the folder to make them in */
    public static void main(String[] args) throws IOException {
        Path libraries = Path.of(System.getProperty("java.home"), "lib");
        for (String tags : TAGS) {
            Path wheel = Path.of(args[0], "training-1-cp311-cp311-" + tags + ".whl");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
                Map<String, byte[]> entries = new LinkedHashMap<>();
                entries.put("training/libjsig.so", Files.readAllBytes(libraries.resolve("libjsig.so")));
                entries.put("training/libjvm.so", Files.readAllBytes(libraries.resolve("server/libjvm.so")));
                entries.put(INFO + "METADATA", bytes("Metadata-Version: 2.1\nName: training\nVersion: 1\n"));
                entries.put(INFO + "WHEEL", bytes(wheelFile(tags)));
                entries.put(
                        INFO + "RECORD", bytes(String.join(",,\n", entries.keySet()) + ",,\n" + INFO + "RECORD,,\n"));
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    add(zip, entry.getKey(), entry.getValue());
                }
                ZipEntry folder = new ZipEntry("training/");
                folder.setMethod(ZipEntry.STORED);
                folder.setSize(0);
                folder.setCrc(0);
                zip.putNextEntry(folder);
            }
        }
    }

    private static String wheelFile(String tags) {
        StringBuilder text = new StringBuilder("Wheel-Version: 1.0\nRoot-Is-Purelib: false\n");
        for (String tag : tags.split("\\.", -1)) {
            text.append("Tag: cp311-cp311-").append(tag).append('\n');
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the sizes into the local header, as in wheels from PyPI; {@link ZipOutputStream} must know them in advance. */
    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        entry.setCompressedSize(deflatedSize(content));
        zip.putNextEntry(entry);
        zip.write(content);
    }

    /** @return what the stream's own deflater will make of it */
    private static long deflatedSize(byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            byte[] scratch = new byte[1 << 16];
            while (!deflater.finished()) {
                deflater.deflate(scratch);
            }
            return deflater.getBytesWritten();
        } finally {
            deflater.end();
        }
    }
}
