package dev.wheelsweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names are data: every text that an uploader wrote is the same after writing and reading Parquet. */
public class HostileNamesTest {
    public static final String WHEEL = "names-1.0-cp312-cp312-linux_x86_64.whl";

    /** For terminals, spreadsheets, HTML, CSV, JSON, paths and Unicode. */
    public static final List<String> NAMES = List.of(
            "\u001b[2J\u001b]0;title\u0007.so",
            "line\r\nbreak\ttab.so",
            "=HYPERLINK(\"http://example.invalid\",\"click\").so",
            "+1,\"quoted\",'single';--.so",
            "@SUM(A1).so",
            "<script>alert(1)</script>.so",
            "{\"json\": \"\\u0000\"}.so",
            "../../../../etc/passwd",
            "/absolute.so",
            "C:\\windows\\evil.so",
            "\u202etxt.exe\u202c.so",
            "\ufeffbom\u200b.so",
            "\ud83d\ude00 and \u0001 in the middle",
            "${jndi:ldap://example.invalid}.so",
            "%s%n%d.so",
            "x".repeat(4_000) + ".so");

    private static final byte[] NOT_UTF_8 = {'b', 'a', 'd', (byte) 0xff, (byte) 0xed, (byte) 0xa0, (byte) 0x80};
    public static final String ESCAPED = "bad\\xff\\xed\\xa0\\x80";

    /** An ELF file under each name, which needs a library of that name. */
    public static WheelBuilder wheel() {
        WheelBuilder wheel = WheelBuilder.named(WHEEL);
        NAMES.forEach(name -> wheel.elf(name, ElfBuilder.library().needed(name)));
        byte[] elf = ElfBuilder.library().bytes();
        return wheel.entry("bad", elf, ZipEntryBuilder.of(NOT_UTF_8, 0, elf, elf));
    }

    @Test
    void goThroughParquetUnchanged(@TempDir Path folder) throws IOException {
        wheel().writeTo(folder.resolve("mirror"));
        String parquet = folder.resolve("parquet").toString();
        Dataset<Row> rows = LocalSpark.session()
                .read()
                .format("wheel")
                .load(folder.resolve("mirror").toString());
        rows.write().parquet(parquet);
        Dataset<Row> stored = LocalSpark.session().read().parquet(parquet);

        assertThat(texts(stored, "explode(elf.path)")).containsAll(NAMES).contains(ESCAPED);
        assertThat(texts(stored, "explode(flatten(transform(elf.needed, n -> n.library)))"))
                .containsAll(NAMES);
        assertThat(texts(stored, "status")).containsExactly("ok");
        assertThat(texts(stored, "explode(zip_oddities.id)"))
                .contains("unsafe_path", "control_character_in_name", "undecodable_name");
    }

    /** Spark's own sources hide some of these files, and take others for patterns or for paths of another file system. */
    @Test
    void filesAreReadWhateverSparkWouldMakeOfTheirNames(@TempDir Path mirror) throws IOException {
        List<String> names = List.of(
                "_hidden-1.0-py3-none-any.whl",
                "a{b,c}-1.0-py3-none-any.whl",
                "a[bc]-1.0-py3-none-any.whl",
                "a*?-1.0-py3-none-any.whl",
                "s3a:a-1.0-py3-none-any.whl",
                "a%20b-1.0-py3-none-any.whl",
                "a\n b-1.0-py3-none-any.whl",
                "a=1-1.0-py3-none-any.whl",
                "caf\u00e9\ud83d\ude00-1.0-py3-none-any.whl");
        byte[] wheel = WheelBuilder.named("a-1.0-py3-none-any.whl").bytes();
        for (String name : names) {
            Files.write(mirror.resolve(name), wheel);
        }
        Dataset<Row> rows = LocalSpark.session()
                .read()
                .format("wheel")
                .load(mirror.toRealPath().toString());

        assertThat(texts(rows, "wheel_path"))
                .containsExactlyInAnyOrderElementsOf(names.stream()
                        .map(name -> realPath(mirror) + "/" + name)
                        .toList());
        assertThat(rows.where("entries > 0 OR reason = 'invalid_name'").count()).isEqualTo(names.size());
    }

    private static String realPath(Path path) {
        try {
            return path.toRealPath().toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> texts(Dataset<Row> rows, String expression) {
        return rows.selectExpr(expression).collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
