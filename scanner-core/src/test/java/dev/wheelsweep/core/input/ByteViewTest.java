package dev.wheelsweep.core.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteViewTest {
    private static final long ORIGIN = 1000;
    private static final byte[] BYTES = {(byte) 0x81, 2, 3, 4, 5, 6, 7, (byte) 0x88};

    private final ByteView view = ByteView.of(ByteBuffer.wrap(BYTES), Format.ELF, ORIGIN);

    private interface Read {
        Object from(ByteView view, long at) throws FormatException;
    }

    private record Case(String name, int width, Read read) {}

    private static final List<Case> READS = List.of(
            new Case("u8", 1, ByteView::u8),
            new Case("u16", 2, ByteView::u16),
            new Case("u32", 4, ByteView::u32),
            new Case("s32", 4, ByteView::s32),
            new Case("s64", 8, ByteView::s64),
            new Case("slice", 3, (view, at) -> view.slice(at, 3)),
            new Case("copy", 3, (view, at) -> view.copy(at, 3)),
            new Case("text", 3, (view, at) -> view.text(at, 3)),
            new Case("indexOf", 0, (view, at) -> view.indexOf((byte) 0, at)));

    @Test
    void readsUnsignedIntegersInBothOrders() throws FormatException {
        assertThat(view.u8(0)).isEqualTo(0x81);
        assertThat(view.u16(0)).isEqualTo(0x0281);
        assertThat(view.u32(4)).isEqualTo(0x88070605L);
        assertThat(view.s32(4)).isEqualTo(0x88070605);
        assertThat(view.s64(0)).isEqualTo(0x8807060504030281L);
        ByteView bigEndian = view.order(ByteOrder.BIG_ENDIAN);
        assertThat(bigEndian.u16(0)).isEqualTo(0x8102);
        assertThat(bigEndian.u32(0)).isEqualTo(0x81020304L);
        assertThat(bigEndian.slice(1, 4).u16(0)).isEqualTo(0x0203);
    }

    @Test
    void readsUpToTheLastByteAndNotBeyond() throws FormatException {
        for (Case read : READS) {
            int last = BYTES.length - read.width;
            assertThat(read.read.from(view, last)).as(read.name).isNotNull();
            for (long at : new long[] {last + 1L, BYTES.length + 1L, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32}) {
                assertThat(catchThrowableOfType(FormatException.class, () -> read.read.from(view, at)))
                        .as("%s at %d", read.name, at)
                        .isNotNull()
                        .returns(Format.ELF, FormatException::format)
                        .returns(Reason.OUT_OF_BOUNDS, FormatException::reason)
                        .returns(ORIGIN + at, FormatException::offset);
            }
        }
    }

    @Test
    void refusesLengthsThatWouldOverflow() {
        for (long length : new long[] {-1, Long.MAX_VALUE, 1L << 32, BYTES.length}) {
            assertThat(catchThrowableOfType(FormatException.class, () -> view.slice(1, length)))
                    .returns(ORIGIN + 1, FormatException::offset);
            assertThat(catchThrowableOfType(FormatException.class, () -> view.copy(1, length)))
                    .returns(ORIGIN + 1, FormatException::offset);
        }
    }

    @Test
    void aSliceKnowsWhereItIs() throws FormatException {
        ByteView slice = view.slice(2, 5).slice(1, 4);
        assertThat(slice.origin()).isEqualTo(ORIGIN + 3);
        assertThat(slice.length()).isEqualTo(4);
        assertThat(slice.u8(0)).isEqualTo(4);
        assertThat(catchThrowableOfType(FormatException.class, () -> slice.u8(4)))
                .returns(ORIGIN + 7, FormatException::offset);
    }

    @Test
    void takesTheBytesBetweenPositionAndLimit() throws FormatException {
        ByteView middle = ByteView.of(ByteBuffer.wrap(BYTES, 2, 3), Format.ZIP, 0);
        assertThat(middle.copy(0, middle.length())).containsExactly(3, 4, 5);
        assertThat(middle.buffer())
                .returns(ByteOrder.LITTLE_ENDIAN, ByteBuffer::order)
                .returns(3, ByteBuffer::remaining);
    }

    @Test
    void findsBytes() throws FormatException {
        assertThat(view.indexOf((byte) 4, 0)).isEqualTo(3);
        assertThat(view.indexOf((byte) 4, 4)).isEqualTo(-1);
    }

    @Test
    void textIsUtf8OrEscaped() {
        assertThat(ByteView.text("Grüße".getBytes(UTF_8))).isEqualTo("Grüße");
        assertThat(ByteView.text(new byte[] {'a', (byte) 0xc3, 'b', (byte) 0xff}))
                .isEqualTo("a\\xc3b\\xff");
        // A surrogate, which UTF-8 must not encode.
        assertThat(ByteView.text(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}))
                .isEqualTo("\\xed\\xa0\\x80");
    }
}
