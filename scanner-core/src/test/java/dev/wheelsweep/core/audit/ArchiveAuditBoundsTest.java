package dev.wheelsweep.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.EntryReader;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.SparseSource;
import dev.wheelsweep.core.zip.ZipBuilder;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import dev.wheelsweep.core.zip.ZipRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Archives that try to make the audit overflow a sum, list too much or read too much. */
class ArchiveAuditBoundsTest {
    private static final byte[] TEXT = "print('hello')".getBytes(UTF_8);
    private static final byte[] COMMENT = {1, 2, 3, 4};

    /** The sum of two sizes of 2<sup>63</sup>-1 must not become small. */
    @Test
    void declaredSizesAddUpWithoutOverflow() throws IOException, FormatException {
        ZipBuilder zip = new ZipBuilder();
        for (String name : List.of("a", "b")) {
            zip.entry(ZipEntryBuilder.stored(name, TEXT)
                    .withCentral(header -> header.set("size", 0xffffffffL))
                    .withCentralExtra(ZipEntryBuilder.extra(
                            1, new ZipRecord().field("size", 8, Long.MAX_VALUE).bytes())));
        }
        assertThat(audit(zip))
                .contains(new ZipOddity(
                        Kind.DECLARED_BOMB,
                        Optional.empty(),
                        0,
                        "9223372036854775807 bytes declared in a file of %d"
                                .formatted(zip.source().size())));
    }

    @Test
    void oddityCountsContinueAfterTheFirstOfAKind() throws IOException, FormatException {
        ZipBuilder zip = new ZipBuilder();
        for (int i = 0; i < 25; i++) {
            zip.entry(ZipEntryBuilder.stored("a" + i, TEXT).withComment(COMMENT));
        }
        List<ZipOddity> comments = audit(zip).stream()
                .filter(oddity -> oddity.kind() == Kind.ENTRY_COMMENT)
                .toList();

        assertThat(comments).hasSize(OddityList.MOST_OF_A_KIND + 1);
        assertThat(comments.get(OddityList.MOST_OF_A_KIND))
                .isEqualTo(new ZipOddity(Kind.ENTRY_COMMENT, Optional.empty(), 0, "15 more"));
    }

    /** Each entry has 47 bytes in the directory, and shares one local header of 128 KiB with all others. */
    @Test
    void aSharedHeaderIsNotReadForEachEntry() throws IOException, FormatException {
        ZipBuilder zip = new ZipBuilder()
                .entry(ZipEntryBuilder.stored("a", TEXT)
                        .withLocalExtra(new byte[0xfff0])
                        .withLocal(header -> header.set("name length", 0xffff)))
                .stored("b", new byte[0xffff]);
        for (int i = 0; i < 2000; i++) {
            zip.entry(ZipEntryBuilder.stored("c", new byte[0])
                    .withCentral(header -> header.set("local header offset", 0)));
        }
        long[] asked = {0};
        SparseSource file = zip.source();
        ByteSource counted = new ByteSource() {
            @Override
            public long size() {
                return file.size();
            }

            @Override
            public int stride() {
                return file.stride();
            }

            @Override
            public ByteView view(Format reader, long offset, long length) throws FormatException {
                asked[0] += length;
                return file.view(reader, offset, length);
            }
        };
        CentralDirectory directory = CentralDirectory.read(counted);
        assertThat(ArchiveAudit.of(counted, directory, new LocalHeaders(counted)))
                .extracting(ZipOddity::kind)
                .contains(Kind.OVERLAPPING_ENTRIES);
        EntryReader reader = new EntryReader();
        for (ZipEntry entry : directory.entries()) {
            assertThat(catchThrowable(() -> reader.open(counted, entry).verify()))
                    .satisfiesAnyOf(
                            ok -> assertThat(ok).isNull(),
                            bad -> assertThat(bad).isInstanceOf(FormatException.class));
        }
        assertThat(asked[0]).isLessThan(8 * file.size());
    }

    private static List<ZipOddity> audit(ZipBuilder zip) throws IOException, FormatException {
        SparseSource file = zip.source();
        return ArchiveAudit.of(file, CentralDirectory.read(file), new LocalHeaders(file));
    }
}
