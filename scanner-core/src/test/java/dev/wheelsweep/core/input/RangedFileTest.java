package dev.wheelsweep.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.LocalRanges.Fault;
import dev.wheelsweep.core.input.RangeReader.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangedFileTest {
    private static final int SIZE = 10_000;
    private static final RangedFile.Sizes SMALL = new RangedFile.Sizes(100, 50, 400, 10, 1000, 2000);

    private final byte[] bytes = content();

    private static byte[] content() {
        byte[] content = new byte[SIZE];
        new Random(1).nextBytes(content);
        return content;
    }

    private static byte[] viewed(RangedFile file, long offset, int length) throws IOException, FormatException {
        return file.view(Format.ZIP, offset, length).copy(0, length);
    }

    @Test
    void viewsShowTheBytesOfTheFileWhateverIsHeld() throws IOException, FormatException {
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            int ahead = 1 + random.nextInt(300);
            int answer = ahead + random.nextInt(600);
            RangedFile.Sizes sizes = new RangedFile.Sizes(
                    1 + random.nextInt(500),
                    ahead,
                    ahead + random.nextInt(answer - ahead + 1),
                    random.nextInt(40),
                    answer,
                    answer + random.nextInt(3000));
            RangedFile file = RangedFile.open(new LocalRanges(bytes), sizes);
            for (int i = 0; i < 40; i++) {
                int offset = random.nextInt(SIZE + 1);
                int length = random.nextInt(Math.min(2000, SIZE - offset) + 1);
                if (random.nextInt(4) == 0) {
                    file.fetch(List.of(new Range(offset, length), new Range(offset / 2, length), new Range(-5, 20)));
                }
                assertThat(viewed(file, offset, length))
                        .as("%s, %d bytes at %d", sizes, length, offset)
                        .isEqualTo(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        }
    }

    @Test
    void aViewKeepsItsBytesWhenTheirPieceMakesRoom() throws IOException, FormatException {
        RangedFile file = RangedFile.open(new LocalRanges(bytes), SMALL);
        List<ByteView> views = new ArrayList<>();
        for (int offset = 0; offset < SIZE; offset += 50) {
            views.add(file.view(Format.ZIP, offset, 50));
        }
        for (int i = 0; i < views.size(); i++) {
            assertThat(views.get(i).copy(0, 50)).isEqualTo(Arrays.copyOfRange(bytes, 50 * i, 50 * i + 50));
        }
    }

    @Test
    void whatIsFetchedTakesOneRoundTripAndIsNotAskedForAgain() throws IOException, FormatException {
        LocalRanges server = new LocalRanges(bytes);
        RangedFile file = RangedFile.open(server, SMALL);
        file.fetch(List.of(new Range(500, 20), new Range(525, 20), new Range(3000, 50), new Range(9950, 50)));
        assertThat(server.trips()).isEqualTo(2);
        // The tail, 500 to 545 in one request, and 3000 to 3050.
        assertThat(server.traffic()).isEqualTo(new RangeReader.Traffic(3, 100 + 45 + 50));
        viewed(file, 530, 15);
        viewed(file, 3000, 50);
        viewed(file, 9900, 100);
        assertThat(server.trips()).isEqualTo(2);
    }

    @Test
    void eachViewThatGoesOnBringsTwiceAsMuch() throws IOException, FormatException {
        LocalRanges server = new LocalRanges(bytes);
        RangedFile file = RangedFile.open(server, SMALL);
        for (int offset = 0; offset < 1150; offset++) {
            viewed(file, offset, 1);
        }
        // The tail; 50, 100, 200, 400, 400.
        assertThat(server.trips()).isEqualTo(6);
    }

    @Test
    void whatIsExpectedIsBroughtWithTheFirstViewOfIt() throws IOException, FormatException {
        LocalRanges server = new LocalRanges(bytes);
        RangedFile file = RangedFile.open(server, SMALL);
        file.expect(1000, 700);
        for (int offset = 1000; offset < 1700; offset += 20) {
            viewed(file, offset, 20);
        }
        assertThat(server.traffic()).isEqualTo(new RangeReader.Traffic(2, 100 + 700));
        file.expect(3000, Long.MAX_VALUE);
        viewed(file, 3000, 1);
        assertThat(server.traffic()).isEqualTo(new RangeReader.Traffic(3, 800 + 1000));
        file.expect(5000, 0);
        viewed(file, 5000, 1);
        file.expect(9890, 5000);
        viewed(file, 9890, 110);
        assertThat(server.traffic()).isEqualTo(new RangeReader.Traffic(5, 1800 + 50 + 10));
    }

    @Test
    void aRehearsalEndsAtTheFirstByteThatIsNotHeldAndBringsNothing() throws IOException, FormatException {
        LocalRanges server = new LocalRanges(bytes);
        RangedFile file = RangedFile.open(server, SMALL);
        List<Integer> passed = new ArrayList<>();
        List<Range> missing = file.rehearse(() -> {
            for (int offset = SIZE - 50; offset > 0; offset -= 25) {
                viewed(file, offset, 25);
                passed.add(offset);
            }
        });
        assertThat(passed).containsExactly(9950, 9925, 9900);
        assertThat(missing).containsExactly(new Range(9875, 25));
        assertThat(server.trips()).isEqualTo(1);
        assertThat(file.rehearse(() -> viewed(file, 9900, 100))).isEmpty();
    }

    @Test
    void anEmptyFileHasNoTail() throws IOException, FormatException {
        RangedFile file = RangedFile.open(new LocalRanges(new byte[0]), SMALL);
        assertThat(file.size()).isZero();
        assertThat(viewed(file, 0, 0)).isEmpty();
    }

    @Test
    void rangesOutsideTheFileAreRefusedBeforeAnythingIsAsked() throws IOException, FormatException {
        LocalRanges server = new LocalRanges(bytes);
        RangedFile file = RangedFile.open(server, SMALL);
        long[][] ranges = {{-1, 1}, {SIZE, 1}, {0, SIZE + 1}, {Long.MAX_VALUE, Long.MAX_VALUE}};
        for (long[] range : ranges) {
            assertThatThrownBy(() -> file.view(Format.ZIP, range[0], range[1]))
                    .isInstanceOfSatisfying(
                            FormatException.class,
                            bad -> assertThat(bad.reason()).isEqualTo(Reason.OUT_OF_BOUNDS));
        }
        assertThat(server.trips()).isEqualTo(1);
    }

    @Test
    void everyWrongAnswerIsAnExceptionAndAStateOfTheFileIsItsOwnKind() throws IOException, FormatException {
        for (Fault fault : Fault.values()) {
            LocalRanges server = new LocalRanges(bytes, fault, 2);
            RangedFile file = RangedFile.open(server, SMALL);
            assertThatThrownBy(() -> viewed(file, 0, 10))
                    .as(fault.name())
                    .isInstanceOf(fault.isState() ? FileStateException.class : IOException.class);
        }
    }

    @Test
    void aReaderThatCannotStartIsClosed() {
        for (Fault fault : Fault.values()) {
            LocalRanges server = new LocalRanges(bytes, fault, 1);
            assertThatThrownBy(() -> RangedFile.open(server, SMALL))
                    .as(fault.name())
                    .isInstanceOf(fault.isState() ? FormatException.class : IOException.class);
            assertThat(server.isClosed()).isTrue();
        }
    }
}
