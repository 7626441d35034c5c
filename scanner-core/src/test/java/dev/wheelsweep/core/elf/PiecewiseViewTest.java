package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.SparseSource;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** What a reader gets of a table whose length it does not know, and what happens if it leaves the table. */
class PiecewiseViewTest {
    private static final int OFFSET = 100;
    private static final int LENGTH = 2000;

    private static PiecewiseView table() throws IOException, FormatException {
        byte[] file = new byte[OFFSET + LENGTH + 1];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) (i - OFFSET);
        }
        ElfIdentity identity = new ElfIdentity(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, 0, 3, 62, 0);
        ElfBytes bytes = new ElfBytes(SparseSource.of(file), identity, Limits.DEFAULT);
        return new PiecewiseView(MemoryImage.ofFile(bytes, OFFSET, LENGTH), Reason.BAD_SYMBOL_TABLE);
    }

    @Test
    void anyPlaceIsReadInAnyOrder() throws IOException, FormatException {
        PiecewiseView table = table();
        for (int at : new int[] {0, 1500, 3, LENGTH - 1, 600}) {
            assertThat(table.at(at, 1).u8(0)).isEqualTo(at & 0xff);
        }
        assertThat(table.at(0, LENGTH).length()).isEqualTo(LENGTH);
    }

    @Test
    void leavingItHasTheReasonThatTheReaderNamed() throws IOException, FormatException {
        PiecewiseView table = table();
        assertThat(table.holds(LENGTH - 8, 8)).isTrue();
        assertThat(table.holds(LENGTH - 7, 8)).isFalse();

        FormatException left = catchThrowableOfType(FormatException.class, () -> table.at(LENGTH - 7, 8));
        assertThat(left.reason()).isEqualTo(Reason.BAD_SYMBOL_TABLE);
        assertThat(left.offset()).isEqualTo(OFFSET + LENGTH - 7L);
    }
}
