package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What callers may rely on between calls. */
class InflateContractTest {
    private final InflateDecoder decoder = new InflateDecoder();
    private final byte[] out = new byte[1000];

    @Test
    void isFinishedOnceTheLastByteIsDecoded() throws Exception {
        start(new DeflateStreamBuilder()
                .bits(0, 1)
                .bits(1, 2)
                .fixed('a')
                .fixed(256) // a block, not the last
                .stored(0, 0, 0)
                .bits(1, 1)
                .bits(1, 2)
                .fixed(256)
                .pad(0)
                .bytes(1, 2, 3)); // not part of the stream
        assertThat(decoder.finished()).isFalse();
        assertThat(decoder.decode(out, 0, 1)).isEqualTo(1);
        assertThat(decoder.finished()).isTrue();
        assertThat(decoder.consumed()).isEqualTo(3 + 4 + 2);
        assertThat(decoder.decode(out, 1, 100)).isZero();
    }

    @Test
    void deliversTheBytesBeforeAnErrorFirst() throws Exception {
        start(new DeflateStreamBuilder().stored(0, 3, 'a').bits(1, 1).bits(3, 2));
        assertThat(decoder.decode(out, 0, 3)).isEqualTo(3);
        assertThat(decoder.decode(out, 3, 3)).isZero();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> decoder.decode(out, 3, 4)).isInstanceOfSatisfying(FormatException.class, bad -> {
                assertThat(bad.reason()).isEqualTo(Reason.INVALID_BLOCK_TYPE);
                assertThat(bad.offset()).isEqualTo(8);
            });
        }
        assertThat(decoder.finished()).isFalse();
        assertThat(decoder.produced()).isEqualTo(3);
    }

    @Test
    void countsTheBytesBeforeAnErrorInTheSameCall() {
        start(new DeflateStreamBuilder().stored(0, 3, 'a').bits(1, 1).bits(3, 2));
        assertThatThrownBy(() -> decoder.decode(out, 0, 100)).isInstanceOf(FormatException.class);
        assertThat(decoder.produced()).isEqualTo(3);
        assertThat(out).startsWith('a', 'a', 'a', 0);
    }

    @Test
    void windowMayMoveToAnotherArray() throws Exception {
        start(new DeflateStreamBuilder()
                .bits(1, 1)
                .bits(1, 2)
                .fixed('a')
                .fixed('b')
                .fixed('c')
                .fixed(264)
                .code(2, 5) // length 10, distance 3
                .fixed(256));
        decoder.decode(out, 0, 5);
        byte[] other = {0, 0, 'a', 'b', 'c', 'a', 'b', 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(decoder.decode(other, 7, 15)).isEqualTo(8);
        assertThat(new String(other, 2, 13, StandardCharsets.ISO_8859_1)).isEqualTo("abcabcabcabca");
    }

    @Test
    void refusesARangeWithoutItsWindow() throws Exception {
        start(new DeflateStreamBuilder().stored(1, 20, 'a'));
        decoder.decode(out, 0, 10);
        assertThatThrownBy(() -> decoder.decode(out, 9, 20)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void startsAnewAfterAnUnfinishedStream() throws Exception {
        DeflateStreamBuilder match = new DeflateStreamBuilder()
                .bits(1, 1)
                .bits(1, 2)
                .fixed('a')
                .fixed(285)
                .code(0, 5)
                .fixed(256);
        start(match);
        decoder.decode(out, 0, 10); // within a match
        start(new DeflateStreamBuilder().bits(1, 1).bits(3, 2));
        assertThatThrownBy(() -> decoder.decode(out, 0, 10)).isInstanceOf(FormatException.class);
        start(new DeflateStreamBuilder().stored(1, 20, 'x'));
        decoder.decode(out, 0, 10); // within a stored block
        start(match);
        assertThat(decoder.decode(out, 0, 1000)).isEqualTo(259);
        assertThat(decoder.produced()).isEqualTo(259);
    }

    /** A source may be part of something larger and report offsets there. */
    @Test
    void errorsHaveTheOffsetsOfTheSource() {
        byte[] stream =
                new DeflateStreamBuilder().stored(0, 3, 'a').bits(3 << 1, 3).build();
        ByteSource within = new ByteSource() {
            @Override
            public long size() {
                return stream.length;
            }

            @Override
            public int stride() {
                return 4;
            }

            @Override
            public ByteView view(Format reader, long offset, long length) {
                return ByteView.of(
                        ByteBuffer.wrap(stream, (int) offset, (int) length), reader, 5_000_000_000L + offset);
            }
        };
        decoder.start(within, 0, stream.length);
        assertThatThrownBy(() -> decoder.decode(out, 0, 100))
                .isInstanceOfSatisfying(
                        FormatException.class, bad -> assertThat(bad.offset()).isEqualTo(5_000_000_008L));
    }

    @Test
    void aRangeOutsideTheSourceIsReportedByTheSource() {
        ByteSource empty = new ByteSource() {
            @Override
            public long size() {
                return 0;
            }

            @Override
            public int stride() {
                return 1 << 30;
            }

            @Override
            public ByteView view(Format reader, long offset, long length) throws FormatException {
                ByteSource.checkRange(reader, offset, length, size());
                throw new AssertionError("the range is outside");
            }
        };
        decoder.start(empty, Long.MAX_VALUE - 1, Long.MAX_VALUE);
        assertThatThrownBy(() -> decoder.decode(out, 0, 1))
                .isInstanceOfSatisfying(
                        FormatException.class, bad -> assertThat(bad.reason()).isEqualTo(Reason.OUT_OF_BOUNDS));
    }

    @Test
    void anIoErrorOfTheSourceIsPassedOn() {
        ByteSource broken = new ByteSource() {
            @Override
            public long size() {
                return 10;
            }

            @Override
            public int stride() {
                return 10;
            }

            @Override
            public ByteView view(Format reader, long offset, long length) throws IOException {
                throw new IOException("disk");
            }
        };
        decoder.start(broken, 0, 10);
        assertThatThrownBy(() -> decoder.decode(out, 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    private void start(DeflateStreamBuilder stream) {
        byte[] bytes = stream.build();
        decoder.start(StridedBytes.of(bytes, 1 << 20), 0, bytes.length);
    }
}
