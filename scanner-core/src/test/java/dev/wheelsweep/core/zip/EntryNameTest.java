package dev.wheelsweep.core.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

public class EntryNameTest {
    private static final int UTF_8_FLAG = 1 << 11;

    private record Case(String title, ZipEntryBuilder entry, String name, String headerName) {
        Case(String title, byte[] raw, int flags, String name) {
            this(title, raw, flags, new byte[0], name, name);
        }

        Case(String title, byte[] raw, int flags, byte[] extra, String name, String headerName) {
            this(
                    title,
                    ZipEntryBuilder.of(raw, 0, new byte[0], new byte[0])
                            .withFlags(flags)
                            .withCentralExtra(extra),
                    name,
                    headerName);
        }
    }

    private static final List<Case> CASES = List.of(
            new Case("ASCII", bytes("a/b.py"), 0, "a/b.py"),
            new Case("UTF-8", bytes("naïve"), UTF_8_FLAG, "naïve"),
            new Case("UTF-8 without its flag is cp437", bytes("ï"), 0, "├»"),
            new Case("cp437", new byte[] {(byte) 0x81, (byte) 0xe1, (byte) 0xff}, 0, "üß\u00a0"),
            new Case("not UTF-8 though the flag says so", new byte[] {'a', (byte) 0xff}, UTF_8_FLAG, "a\\xff"),
            new Case("empty", new byte[0], 0, ""),
            new Case("control characters stay", new byte[] {1, '\n', 0x1a, 0x7f}, 0, "\u0001\n\u001a\u007f"),
            new Case("cut at NUL", bytes("a.py\0.exe"), 0, new byte[0], "a.py", "a.py\0.exe"),
            new Case("Unicode Path", bytes("?"), 0, unicodePath(bytes("?"), bytes("日")), "日", "?"),
            new Case("Unicode Path cut at NUL", bytes("?"), 0, unicodePath(bytes("?"), bytes("a\0b")), "a", "?"),
            new Case("Unicode Path of another name", bytes("?"), 0, unicodePath(bytes("!"), bytes("日")), "?", "?"),
            new Case("empty Unicode Path", bytes("?"), 0, unicodePath(bytes("?"), bytes("")), "?", "?"),
            new Case("Unicode Path of version 2", bytes("?"), 0, version2(bytes("?"), bytes("日")), "?", "?"));

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    public static byte[] unicodePath(byte[] replaced, byte[] path) {
        return unicodePath(1, replaced, path);
    }

    private static byte[] version2(byte[] replaced, byte[] path) {
        return unicodePath(2, replaced, path);
    }

    private static byte[] unicodePath(int version, byte[] replaced, byte[] path) {
        CRC32 crc = new CRC32();
        crc.update(replaced);
        byte[] fixed = new ZipRecord()
                .field("version", 1, version)
                .field("crc", 4, crc.getValue())
                .bytes();
        return ZipEntryBuilder.extra(0x7075, ZipEntryBuilder.join(fixed, path));
    }

    @Test
    void areReadAsCPythonReadsThem() throws IOException, FormatException {
        for (Case name : CASES) {
            ZipBuilder zip = new ZipBuilder().entry(name.entry);
            ZipEntry entry = CentralDirectory.read(zip.source()).entries().get(0);
            assertThat(entry)
                    .as(name.title)
                    .returns(name.name, ZipEntry::name)
                    .returns(name.headerName, ZipEntry::headerName);
            new EntryReader().open(zip.source(), entry).verify();
        }
    }

    @Test
    void cp437IsThatOfTheJdk() {
        byte[] upperHalf = new byte[128];
        for (int i = 0; i < upperHalf.length; i++) {
            upperHalf[i] = (byte) (i | 0x80);
        }
        assertThat(EntryName.decode(upperHalf, 0)).isEqualTo(new String(upperHalf, Charset.forName("IBM437")));
    }
}
