package dev.wheelsweep.spark.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small wheel can use one string so often that its row would fill any memory. Whatever the columns make of the facts, the
 * row keeps the limit: repeated texts, and texts that are derived from others, count as often as they are in the row.
 */
class RowTextLimitTest {
    private static final String NAME = "a-1.0-cp312-cp312-linux_x86_64.whl";
    private static final long LIMIT = Limits.DEFAULT.rowBytes();

    @TempDir
    private Path folder;

    /**
     * @param files as many as would have more text than the limit
     * @param textPerFile at least so many bytes in the row
     */
    private record Case(String name, int files, int textPerFile, Consumer<ElfBuilder> content) {}

    private static final List<Case> CASES = List.of(
            new Case("sonames and search paths", 6_500, 4 * 4_000, elf -> {
                String text = "x".repeat(4_000);
                elf.soname(text).rpath(text).runpath(text).needed(text);
            }),
            new Case("versions without a namespace", 20, 1_000 * 2 * 4_000, elf -> {
                for (int i = 0; i < 1_000; i++) {
                    elf.need("l", "V".repeat(4_000));
                }
            }),
            new Case("one library for all versions", 20, 1_000 * 4_000, elf -> {
                for (int i = 0; i < 1_000; i++) {
                    elf.need("l".repeat(4_000), "V_1");
                }
            }),
            new Case("imports", 20, 1_000 * 4_000, elf -> {
                for (int i = 0; i < 1_000; i++) {
                    elf.importing("f".repeat(4_000));
                }
            }),
            new Case("provided versions", 20, 1_000 * 4_000, elf -> {
                for (int i = 0; i < 1_000; i++) {
                    elf.defining("V".repeat(4_000));
                }
            }));

    @Test
    void rowsKeepTheLimit() throws IOException {
        for (Case it : CASES) {
            long files = it.files();
            assertThat(files * it.textPerFile()).as(it.name()).isGreaterThan(LIMIT);
            WheelReport report = scan(it);
            assertThat(report.status()).as(it.name()).isIn(WheelStatus.PARTIAL, WheelStatus.LIMIT);
            assertThat(report.reason().orElseThrow().reason()).as(it.name()).isEqualTo(Reason.LIMIT_ROW_BYTES);
            long text = text(row(report));
            assertThat(text).as(it.name()).isLessThanOrEqualTo(LIMIT);
            assertThat(text)
                    .as("%s: the limit is not reached long before", it.name())
                    .isGreaterThan(LIMIT / 4);
        }
    }

    private WheelReport scan(Case it) throws IOException {
        ElfBuilder elf = ElfBuilder.library();
        it.content().accept(elf);
        byte[] bytes = elf.bytes();
        WheelBuilder wheel = WheelBuilder.named(NAME);
        for (int i = 0; i < it.files(); i++) {
            wheel.file(i + ".so", bytes);
        }
        return new WheelScanner(InputMode.MMAP).scan(wheel.writeTo(folder));
    }

    private static Row row(WheelReport report) {
        WheelFile file = new WheelFile("/mirror/" + NAME, 777, 0, FileState.REGULAR);
        WheelFacts facts = new WheelFacts(NamedFile.of(file), Optional.of(report));
        return (Row) CatalystTypeConverters.createToScalaConverter(ReportSchema.schema())
                .apply(ReportSchema.SHAPE.row(facts));
    }

    /** The bytes of all text in a row and what is nested in it. */
    private static long text(Object value) {
        if (value instanceof String string) {
            return string.getBytes(StandardCharsets.UTF_8).length;
        }
        if (value instanceof Row row) {
            long bytes = 0;
            for (int i = 0; i < row.size(); i++) {
                bytes += text(row.get(i));
            }
            return bytes;
        }
        if (value instanceof scala.collection.Iterable<?> list) {
            long bytes = 0;
            scala.collection.Iterator<?> elements = list.iterator();
            while (elements.hasNext()) {
                bytes += text(elements.next());
            }
            return bytes;
        }
        return 0;
    }
}
