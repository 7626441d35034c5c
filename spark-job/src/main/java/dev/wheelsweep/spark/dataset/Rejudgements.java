package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.dictionary.RejudgedSweeps;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Verdicts of the same policies again. A release adds columns to verdicts, those of earlier sweeps lack them, and what is
 * published is never rewritten. So the new verdicts are in folders of their own, one for each number of columns that a
 * release had; readers take the one with the most. Compactions leave them where they are.
 */
public record Rejudgements(FileSystem files, DatasetLayout dataset) {

    /** @return the layout of what this release judges again */
    public DatasetLayout current() {
        return layout(VerdictColumns.schema().size());
    }

    private DatasetLayout layout(int columns) {
        return new DatasetLayout(new Path(dataset.root(), DatasetLayout.rejudgedFolder(columns)));
    }

    /** @return where the latest verdicts of a policy set on a sweep are that were given again */
    public Optional<Path> latest(String policyId, SweepId sweep) throws IOException {
        for (int columns : columns()) {
            Path verdicts = layout(columns).verdicts(policyId, sweep);
            if (files.exists(verdicts)) {
                return Optional.of(verdicts);
            }
        }
        return Optional.empty();
    }

    /** @return whether this release, or a later one, judged a sweep again */
    public boolean isCurrent(String policyId, SweepId sweep) throws IOException {
        for (int columns : columns()) {
            if (columns >= VerdictColumns.schema().size()
                    && files.exists(layout(columns).verdicts(policyId, sweep))) {
                return true;
            }
        }
        return false;
    }

    /** @return every folder with the sweeps whose latest verdicts it has */
    List<RejudgedSweeps> all() throws IOException {
        List<RejudgedSweeps> all = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (int columns : columns()) {
            Map<String, List<String>> verdicts = new TreeMap<>();
            Map<String, List<String>> lacked = new TreeMap<>();
            for (FileStatus policy : list(layout(columns).allVerdicts())) {
                String policyId = policy.getPath().getName();
                for (FileStatus folder : list(policy.getPath())) {
                    Optional<SweepId> sweep = SweepId.parse(folder.getPath().getName());
                    if (sweep.isPresent() && seen.add(dataset.verdicts(policyId, sweep.get()))) {
                        add(verdicts, policyId, sweep.get());
                        for (String table : lackedBy(policyId, sweep.get())) {
                            add(lacked, table, sweep.get());
                        }
                    }
                }
            }
            if (!verdicts.isEmpty()) {
                all.add(new RejudgedSweeps(DatasetLayout.rejudgedFolder(columns), verdicts, lacked));
            }
        }
        return all;
    }

    private static void add(Map<String, List<String>> sweeps, String key, SweepId sweep) {
        sweeps.computeIfAbsent(key, first -> new ArrayList<>()).add(sweep.text());
    }

    /** @return the lists of verdicts that a sweep was published without as tables; none if other policies than its own judged it */
    private List<String> lackedBy(String policyId, SweepId sweep) throws IOException {
        SweepRecord record = new PublishedSweeps(files, dataset).record(sweep);
        return record.policyId().equals(policyId)
                ? Arrays.stream(FlatTable.values())
                        .map(FlatTable::folder)
                        .filter(List.of(VerdictColumns.schema().fieldNames())::contains)
                        .filter(table -> !record.rows().containsKey(table))
                        .toList()
                : List.of();
    }

    /** The numbers of columns that there are, the highest first. */
    private List<Integer> columns() throws IOException {
        return list(dataset.rejudged()).stream()
                .flatMap(folder -> DatasetLayout.columnsOf(folder.getPath()).stream())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private List<FileStatus> list(Path folder) throws IOException {
        return new DatasetFolder(files, dataset).list(folder);
    }
}
