package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.spark.cli.options.BaselineOption;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.FailOn;
import dev.wheelsweep.spark.cli.options.IndexOptions;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.listing.Mirrors;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.sweep.SweepRequest;
import dev.wheelsweep.spark.sweep.SweepRequest.Rereading;
import dev.wheelsweep.spark.sweep.UnreadableShare;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A valid command line of {@code sweep}.
 *
 * @param mirrorName what the dataset calls the source; empty for its paths or addresses
 * @param limit the most wheels to read; empty for all
 * @param counted the findings that count for {@code failOn}
 */
record SweepInvocation(
        Source source,
        DatasetLocation dataset,
        Optional<String> mirrorName,
        OptionalInt limit,
        Rereading rereading,
        InputMode mode,
        Verification verification,
        Counted counted,
        UnreadableShare unreadable,
        BaselineOption baseline,
        SparkOptions spark,
        FailOn failOn) {

    /** Where the list of wheels comes from. */
    sealed interface Source {
        /** @return texts that identify the source in the dataset */
        List<String> names();
    }

    /** Wheels as files of this machine. */
    sealed interface Paths extends Source {
        /** @return folders to search, single wheels, or a manifest */
        List<Path> roots();

        /** @return where the wheels are, which names them in the dataset */
        default Mirrors mirrors() {
            return Mirrors.of(names());
        }

        @Override
        default List<String> names() {
            return roots().stream()
                    .map(root -> WheelFile.locationOf(root.toAbsolutePath().normalize()))
                    .toList();
        }
    }

    /** @param roots folders to search, or single wheels */
    record Folders(List<Path> roots) implements Paths {}

    /** @param addresses of folders and single wheels in file systems that Hadoop knows */
    record Stores(List<String> addresses) implements Source {
        @Override
        public List<String> names() {
            return addresses;
        }
    }

    record IndexSource(IndexOptions.Chosen chosen) implements Source {
        @Override
        public List<String> names() {
            return chosen.index().names(chosen.projects(), chosen.choice());
        }
    }

    record ManifestFile(Path file) implements Paths {
        @Override
        public List<Path> roots() {
            return List.of(file);
        }

        /** Its relative paths are those below its folder. */
        @Override
        public Mirrors mirrors() {
            return Mirrors.of(List.of(
                    WheelFile.locationOf(file.toAbsolutePath().normalize().getParent())));
        }
    }

    /** @param folder where the fetched wheels are kept */
    record Sample(Path folder) implements Paths {
        @Override
        public List<Path> roots() {
            return List.of(folder);
        }
    }

    /** Which findings count for {@code --fail-on}. */
    enum Counted {
        ALL,
        /** Those that the last sweep of the same mirrors did not have. */
        NEW
    }

    SweepRequest request() {
        return new SweepRequest(
                source.names().stream().sorted().distinct().toList(), mirrorName, limit, rereading, mode, verification);
    }

    /** @return the first {@link #limit} files */
    List<WheelFile> limited(List<WheelFile> files) {
        return files.subList(0, Math.min(limit.orElse(files.size()), files.size()));
    }
}
