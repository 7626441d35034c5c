package dev.wheelsweep.spark.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The rows of many sweeps in few files: {@code generations/ID/}, laid out as a dataset, but all sweeps
 * together. The folder appears by one rename, and is never written again; the last one counts.
 *
 * @param id of the last sweep in it
 * @param sweeps all of them, oldest first
 * @param verdicts by policy set, the sweeps whose verdicts are in it
 */
public record Generation(
        @JsonProperty(value = "generation", required = true) String id,
        @JsonProperty(value = "sweeps", required = true) List<String> sweeps,
        @JsonProperty(value = "verdicts", required = true) Map<String, List<String>> verdicts)
        implements JsonDocument.Content {
    /** A set of policies is the name of a folder. */
    private static final Pattern POLICY = Pattern.compile("\\w[\\w.+-]*");

    private static final String FILE = "generation.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    static final JsonDocument<Generation> DOCUMENT = new JsonDocument<>(
            Generation.class,
            "restore it from a backup; if compact --prune was not run since, move its folder out of generations/:"
                    + " the files of the sweeps still have all rows");

    /** The generation of a dataset that was never compacted. */
    static final Generation NONE = new Generation("none", List.of(), Map.of());

    /** @return the last generation */
    public static Generation latest(FileSystem files, DatasetLayout dataset) throws IOException {
        Optional<Path> folder = new DatasetFolder(files, dataset)
                .list(dataset.generations()).stream()
                        .filter(FileStatus::isDirectory)
                        .map(FileStatus::getPath)
                        .max(Comparator.comparing(Path::getName));
        if (folder.isEmpty()) {
            return NONE;
        }
        Path file = new Path(folder.get(), FILE);
        Generation generation;
        try {
            generation = DOCUMENT.read(files, file);
        } catch (FileNotFoundException missing) {
            throw new DamagedFileException(DatasetLayout.forPeople(file), "it is missing", DOCUMENT.remedy());
        }
        if (!generation.id.equals(folder.get().getName())) {
            throw new DamagedFileException(
                    DatasetLayout.forPeople(file), "it is that of " + generation.id, DOCUMENT.remedy());
        }
        return generation;
    }

    @Override
    public Optional<String> fault() {
        return SweepId.fault(List.of(id))
                .or(() -> SweepId.fault(sweeps))
                .or(() -> SweepId.fault(
                        verdicts.values().stream().flatMap(List::stream).toList()))
                .or(() -> verdicts.keySet().stream()
                        .filter(policy -> !POLICY.matcher(policy).matches())
                        .findFirst()
                        .map("\"%s\" is no policy set"::formatted));
    }

    /** All generations but the last. */
    public List<Path> earlier(FileSystem files, DatasetLayout dataset) throws IOException {
        return new DatasetFolder(files, dataset)
                .list(dataset.generations()).stream()
                        .map(FileStatus::getPath)
                        .filter(folder -> folder.getName().compareTo(id) < 0)
                        .toList();
    }

    /** @param folder where it is being written */
    public void write(FileSystem files, Path folder) throws IOException {
        new DurableFiles(files).write(new Path(folder, FILE), JSON.writeValueAsBytes(this));
    }

    public boolean has(SweepId sweep) {
        return sweeps.contains(sweep.text());
    }

    public boolean hasVerdicts(String policyId, SweepId sweep) {
        return verdicts.getOrDefault(policyId, List.of()).contains(sweep.text());
    }
}
