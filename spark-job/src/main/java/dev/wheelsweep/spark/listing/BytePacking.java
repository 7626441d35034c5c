package dev.wheelsweep.spark.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/**
 * Divides files among tasks of about equal cost: the largest remaining file goes to the smallest task ("longest processing
 * time first"). Two tasks then differ by at most the largest file. Spark starts tasks in their order and the largest task
 * comes first, so that a wheel of 1 GB is read at the start and not after everything else.
 */
public final class BytePacking {
    /** Opening a file and reading its central directory costs about as much as reading this many bytes. */
    static final long BYTES_PER_FILE = 256 << 10;

    /** A task of this size is worth its start-up cost, and cheap enough to repeat. */
    static final long BYTES_PER_TASK = 256 << 20;

    /** For tasks that open no file. */
    static final long FILES_PER_TASK = 50_000;

    /** More tasks than cores, because bytes only estimate time. */
    static final int TASKS_PER_CORE = 4;

    private BytePacking() {}

    /**
     * For tasks that read the files.
     *
     * @param cores number of tasks that run at the same time
     * @return every file in exactly one group, the largest group first, each in the order of {@code files}
     */
    public static List<List<WheelFile>> byBytes(List<WheelFile> files, int cores) {
        return pack(files, file -> BYTES_PER_FILE + file.size(), BYTES_PER_TASK, cores);
    }

    /** The same for tasks that only look at names. */
    public static List<List<WheelFile>> byCount(List<WheelFile> files, int cores) {
        return pack(files, file -> 1, FILES_PER_TASK, cores);
    }

    private static List<List<WheelFile>> pack(
            List<WheelFile> files, ToLongFunction<WheelFile> weight, long taskWeight, int cores) {
        long total = files.stream().mapToLong(weight).sum();
        long wanted = Math.max(total / taskWeight, (long) cores * TASKS_PER_CORE);
        int groups = (int) Math.min(wanted, files.size());

        PriorityQueue<Group> lightestFirst = new PriorityQueue<>(
                Comparator.comparingLong((Group group) -> group.load).thenComparingInt(group -> group.number));
        for (int number = 0; number < groups; number++) {
            lightestFirst.add(new Group(number));
        }
        int[] heaviestFirst = heaviestFirst(files, weight);
        for (int index : heaviestFirst) {
            Group lightest = lightestFirst.remove();
            lightest.add(index, weight.applyAsLong(files.get(index)));
            lightestFirst.add(lightest);
        }
        return lightestFirst.stream()
                .sorted(lightestFirst.comparator().reversed())
                .map(group -> group.of(files))
                .toList();
    }

    private static int[] heaviestFirst(List<WheelFile> files, ToLongFunction<WheelFile> weight) {
        List<Integer> order = new ArrayList<>(files.size());
        for (int index = 0; index < files.size(); index++) {
            order.add(index);
        }
        order.sort(Comparator.comparingLong((Integer index) -> weight.applyAsLong(files.get(index)))
                .reversed());
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static final class Group {
        private final int number;
        private final List<Integer> members = new ArrayList<>();
        private long load;

        Group(int number) {
            this.number = number;
        }

        void add(int index, long weight) {
            members.add(index);
            load += weight;
        }

        List<WheelFile> of(List<WheelFile> files) {
            return members.stream().sorted().map(files::get).toList();
        }
    }
}
