package dev.wheelsweep.spark.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/**
 * Divides files among tasks of about equal cost: the largest remaining bundle goes to the smallest task ("longest processing
 * time first"). A bundle has files of one release, which often hold the same ELF files, so that a task reads these once; it
 * is a file or at most a quarter of a task, so two tasks differ by no more than that. Spark starts tasks in their order
 * and the largest task comes first, so that a wheel of 1 GB is read at the start and not after everything else.
 */
public final class BytePacking {
    /** Opening a file and reading its central directory costs about as much as reading this many bytes. */
    static final long BYTES_PER_FILE = 256 << 10;

    /** A task of this size is worth its start-up cost, and cheap enough to repeat. */
    static final long BYTES_PER_TASK = 256 << 20;

    /** For tasks that open no file. */
    static final long FILES_PER_TASK = 50_000;

    /** How many bundles of one release make a task: larger ones would make tasks less even. */
    static final int BUNDLES_PER_TASK = 4;

    /** More tasks than cores, because bytes only estimate time. */
    static final int TASKS_PER_CORE = 4;

    private static final char HYPHEN = '-';

    private static final Comparator<Group> HEAVIEST_FIRST =
            Comparator.comparingLong((Group group) -> group.load).reversed().thenComparingInt(group -> group.number);

    private BytePacking() {}

    /**
     * For tasks that read the files.
     *
     * @param cores number of tasks that run at the same time
     * @return every file in exactly one group, the largest group first, each in the order of {@code files}
     */
    public static List<List<WheelFile>> byBytes(List<WheelFile> files, int cores) {
        ToLongFunction<WheelFile> weight = file -> BYTES_PER_FILE + file.size();
        long total = files.stream().mapToLong(weight).sum();
        int tasks = tasks(files, total / BYTES_PER_TASK, cores);
        return pack(files, bundles(files, weight, total / Math.max(1, BUNDLES_PER_TASK * tasks)), tasks);
    }

    /** The same for tasks that only look at names. */
    public static List<List<WheelFile>> byCount(List<WheelFile> files, int cores) {
        return pack(files, bundles(files, file -> 1, 1), tasks(files, files.size() / FILES_PER_TASK, cores));
    }

    private static int tasks(List<WheelFile> files, long wanted, int cores) {
        return (int) Math.min(Math.max(wanted, (long) cores * TASKS_PER_CORE), files.size());
    }

    /** Every file in one bundle, the heaviest bundle first. */
    private static List<Group> bundles(List<WheelFile> files, ToLongFunction<WheelFile> weight, long most) {
        List<Group> bundles = new ArrayList<>();
        Map<String, Group> open = new HashMap<>();
        for (int index = 0; index < files.size(); index++) {
            long each = weight.applyAsLong(files.get(index));
            String release = release(files.get(index).filename());
            Group bundle = open.get(release);
            if (bundle == null || bundle.load + each > most) {
                bundle = new Group(bundles.size());
                bundles.add(bundle);
                open.put(release, bundle);
            }
            bundle.add(index, each);
        }
        bundles.sort(HEAVIEST_FIRST);
        return bundles;
    }

    /** @return project and version: what precedes the second hyphen of the wheel's name */
    private static String release(String filename) {
        int end = filename.indexOf(HYPHEN, filename.indexOf(HYPHEN) + 1);
        return end < 0 ? filename : filename.substring(0, end);
    }

    private static List<List<WheelFile>> pack(List<WheelFile> files, List<Group> heaviestFirst, int tasks) {
        PriorityQueue<Group> lightestFirst = new PriorityQueue<>(HEAVIEST_FIRST.reversed());
        for (int number = 0; number < Math.min(tasks, heaviestFirst.size()); number++) {
            lightestFirst.add(new Group(number));
        }
        for (Group bundle : heaviestFirst) {
            Group lightest = lightestFirst.remove();
            lightest.add(bundle);
            lightestFirst.add(lightest);
        }
        return lightestFirst.stream()
                .sorted(HEAVIEST_FIRST)
                .map(group -> group.of(files))
                .toList();
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

        void add(Group bundle) {
            members.addAll(bundle.members);
            load += bundle.load;
        }

        List<WheelFile> of(List<WheelFile> files) {
            return members.stream().sorted().map(files::get).toList();
        }
    }
}
