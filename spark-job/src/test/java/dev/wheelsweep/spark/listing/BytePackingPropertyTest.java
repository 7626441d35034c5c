package dev.wheelsweep.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BytePackingPropertyTest {
    private static final long SEED = 20_261_122;

    @Test
    void anySizesArePackedCompletelyAndEvenly() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            List<WheelFile> files = files(random, random.nextInt(400));
            int cores = 1 + random.nextInt(16);
            String description = "seed %d round %d".formatted(SEED, round);

            List<List<WheelFile>> groups = BytePacking.byBytes(files, cores);

            assertThat(groups.stream().flatMap(List::stream).toList())
                    .as(description)
                    .containsExactlyInAnyOrderElementsOf(files);
            assertThat(groups).as(description).noneMatch(List::isEmpty);
            List<Long> loads =
                    groups.stream().map(BytePackingPropertyTest::load).toList();
            assertThat(loads).as(description).isSortedAccordingTo(Comparator.reverseOrder());
            if (!groups.isEmpty()) {
                long heaviest = files.stream()
                        .mapToLong(file -> load(List.of(file)))
                        .max()
                        .orElseThrow();
                long bundle = load(files) / groups.size() / BytePacking.BUNDLES_PER_TASK;
                assertThat(loads.get(0) - loads.get(loads.size() - 1))
                        .as(description)
                        .isLessThanOrEqualTo(Math.max(heaviest, bundle));
            }
            assertThat(groups)
                    .as(description)
                    .allSatisfy(
                            group -> assertThat(group).isSortedAccordingTo(Comparator.comparing(WheelFile::location)));
            assertThat(BytePacking.byBytes(files, cores)).as(description).isEqualTo(groups);
        }
    }

    @Test
    void oneHugeWheelHasATaskOfItsOwnAndIsStartedFirst() {
        List<WheelFile> files = new ArrayList<>(files(new Random(SEED), 100));
        WheelFile huge = file("/z.whl", 1L << 40);
        files.add(huge);

        assertThat(BytePacking.byBytes(files, 2).get(0)).containsExactly(huge);
    }

    /** As in a mirror whose folders are named after hashes: the files of a release are far from each other. */
    @Test
    void filesOfOneReleaseAreReadByOneTask() {
        Random random = new Random(SEED);
        List<WheelFile> files = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            files.add(file("/%08x/p%d-1.%d-cp3%d-none-any.whl".formatted(random.nextInt(), i / 6, i / 6, i % 6), 1000));
        }
        files.sort(Comparator.comparing(WheelFile::location));

        assertThat(BytePacking.byBytes(files, 2))
                .allSatisfy(group -> assertThat(group.stream()
                                .collect(Collectors.groupingBy(file -> file.filename()
                                        .substring(0, file.filename().indexOf('-'))))
                                .values())
                        .allSatisfy(release -> assertThat(release).hasSize(6)));
    }

    @Test
    void manyBytesMakeManyTasks() {
        long size = BytePacking.BYTES_PER_TASK - BytePacking.BYTES_PER_FILE;
        List<WheelFile> files = files(100, size);

        assertThat(BytePacking.byBytes(files, 2)).hasSize(100);
        assertThat(BytePacking.byBytes(files.subList(0, 3), 2)).hasSize(3);
        assertThat(BytePacking.byBytes(files(100, 1), 2)).hasSize(2 * BytePacking.TASKS_PER_CORE);
        assertThat(BytePacking.byBytes(List.of(), 2)).isEmpty();
    }

    @Test
    void tasksThatOpenNothingAreFewWhateverTheSizes() {
        assertThat(BytePacking.byCount(files(100, 1L << 40), 2))
                .hasSize(2 * BytePacking.TASKS_PER_CORE)
                .allSatisfy(group -> assertThat(group.size()).isBetween(12, 13));
    }

    private static long load(List<WheelFile> group) {
        return group.stream()
                .mapToLong(file -> file.size() + BytePacking.BYTES_PER_FILE)
                .sum();
    }

    /** Sizes between a byte and a GiB, small ones much more often, as on a mirror. */
    private static List<WheelFile> files(Random random, int count) {
        List<WheelFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(file("/p%03d-1-%05d.whl".formatted(i / 3, i), random.nextLong(1L << random.nextInt(1, 31))));
        }
        return files;
    }

    private static List<WheelFile> files(int count, long size) {
        List<WheelFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(file("/%05d.whl".formatted(i), size));
        }
        return files;
    }

    private static WheelFile file(String location, long size) {
        return new WheelFile(location, size, 0, FileState.REGULAR);
    }
}
