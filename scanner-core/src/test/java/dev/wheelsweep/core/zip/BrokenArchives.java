package dev.wheelsweep.core.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wheelsweep.core.zip.ZipEntryBuilder.Wide;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Archives, and what one or two changes to their bytes make of them. */
public final class BrokenArchives {
    /** Values that fields of zip have in attacks. */
    private static final long[] NUMBERS = {0, 1, 2, 7, 8, 16, 24, 28, 0xff, 0xffff, 0xffff_ffffL, 0xffff_fffeL};

    private BrokenArchives() {}

    /**
     * Writes the sources into files, and then mutants of them.
     *
     * @param count of files
     */
    public static List<Path> write(Path folder, List<byte[]> sources, int count, long seed) throws IOException {
        Random random = new Random(seed);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] mutant = sources.get(i % sources.size()).clone();
            for (int change = i < sources.size() ? 0 : 1 + random.nextInt(2); change > 0; change--) {
                mutant = mutate(mutant, random);
            }
            files.add(Files.write(folder.resolve("%06d.zip".formatted(i)), mutant));
        }
        return files;
    }

    /** Built here; with the archives of other projects if {@code wheelsweep.shared} is given. */
    public static List<byte[]> sources() throws IOException {
        List<byte[]> sources = new ArrayList<>();
        byte[] text = "some content, some content".getBytes(UTF_8);
        for (ZipEntryBuilder entry : List.of(
                ZipEntryBuilder.stored("pkg/a.py", text),
                ZipEntryBuilder.deflated("pkg/ä.py", text),
                ZipEntryBuilder.stored("pkg/ä.py", text).withFlags(0),
                ZipEntryBuilder.stored("a", text).withZip64(Wide.SIZE, Wide.COMPRESSED_SIZE),
                ZipEntryBuilder.stored("a", text).withZip64(Wide.SIZE),
                zip64(ZipEntryBuilder.stored("a", text), text.length),
                zip64(ZipEntryBuilder.stored("a", text), text.length + 1),
                zip64(ZipEntryBuilder.stored("a", text), text.length, text.length),
                zip64(ZipEntryBuilder.stored("a", text), 7, text.length),
                zip64(ZipEntryBuilder.stored("a", text), text.length, 7),
                zip64(ZipEntryBuilder.deflated("a", text)),
                unicodePath("a", "b"),
                unicodePath("a", "a\n"),
                unicodePath("a", "\udcff"),
                unicodePath("a", "ä"))) {
            sources.add(new ZipBuilder().entry(entry).bytes());
            sources.add(new ZipBuilder()
                    .stored("first", text)
                    .entry(entry)
                    .deflated("last", text)
                    .bytes());
        }
        sources.add(new ZipBuilder().bytes());
        Path conformance = Path.of(System.getProperty("wheelsweep.shared", ""), "conformance", "zip");
        if (Files.isDirectory(conformance)) {
            try (Stream<Path> files = Files.list(conformance).sorted()) {
                for (Path file :
                        files.filter(each -> each.toFile().length() < 64 << 10).toList()) {
                    sources.add(Files.readAllBytes(file));
                }
            }
        }
        return sources;
    }

    /** With a ZIP64 field in the local header that no field points to. */
    private static ZipEntryBuilder zip64(ZipEntryBuilder entry, long... values) {
        ByteBuffer field = ByteBuffer.allocate(4 + values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        field.putShort((short) 1).putShort((short) (values.length * Long.BYTES));
        Arrays.stream(values).forEach(field::putLong);
        return entry.withLocalExtra(field.array());
    }

    private static ZipEntryBuilder unicodePath(String name, String path) {
        byte[] bytes = path.equals("\udcff") ? new byte[] {(byte) 0xff} : path.getBytes(UTF_8);
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(UTF_8));
        ByteBuffer field = ByteBuffer.allocate(9 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        field.putShort((short) 0x7075).putShort((short) (5 + bytes.length)).put((byte) 1);
        field.putInt((int) crc.getValue()).put(bytes);
        ZipEntryBuilder entry = ZipEntryBuilder.stored(name, "x".getBytes(UTF_8));
        return entry.withLocalExtra(field.array()).withCentralExtra(field.array());
    }

    /** Changes a header: most bytes of a small archive are in one. */
    private static byte[] mutate(byte[] bytes, Random random) {
        int at = random.nextInt(Math.max(1, bytes.length));
        switch (random.nextInt(6)) {
            case 0 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, longer, Math.min(at + 1, bytes.length), bytes.length - at);
                return longer;
            }
            case 1 -> {
                if (bytes.length == 0) {
                    return bytes;
                }
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
                return shorter;
            }
            case 2 -> {
                byte[] copied = bytes.clone();
                int length = Math.min(1 + random.nextInt(32), bytes.length - at);
                System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), copied, at, length);
                return copied;
            }
            case 3 -> {
                byte[] flipped = bytes.clone();
                if (bytes.length > 0) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            }
            default -> {
                byte[] set = bytes.clone();
                long number = NUMBERS[random.nextInt(NUMBERS.length)];
                for (int i = 0, width = 1 << random.nextInt(4); i < width && at + i < set.length; i++) {
                    set[at + i] = (byte) (number >> (8 * i));
                }
                return set;
            }
        }
    }
}
