package dev.wheelsweep.spark.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The rows of many sweeps in few files: {@code generations/ID/}, laid out as a dataset but without partitions, the sweep
 * being a column. The folder appears by one rename, and is never written again; the last one counts.
 *
 * @param id of the last sweep in it
 * @param sweeps all of them, oldest first
 * @param verdicts by policy set, the sweeps whose verdicts are in it
 */
public record Generation(
        @JsonProperty("generation") String id,
        @JsonProperty("sweeps") List<String> sweeps,
        @JsonProperty("verdicts") Map<String, List<String>> verdicts) {
    private static final String FILE = "generation.json";
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

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
        try (InputStream in = files.open(new Path(folder.get(), FILE))) {
            return JSON.readValue(in.readAllBytes(), Generation.class);
        }
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
        try (OutputStream out = files.create(new Path(folder, FILE))) {
            out.write(JSON.writeValueAsBytes(this));
        }
    }

    public boolean has(SweepId sweep) {
        return sweeps.contains(sweep.text());
    }

    public boolean hasVerdicts(String policyId, SweepId sweep) {
        return verdicts.getOrDefault(policyId, List.of()).contains(sweep.text());
    }
}
