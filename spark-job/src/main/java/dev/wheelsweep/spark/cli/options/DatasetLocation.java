package dev.wheelsweep.spark.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;

/**
 * Where a dataset is.
 *
 * @param text a folder, or an address in any file system that Hadoop knows, such as {@code hdfs://name/path}
 */
public record DatasetLocation(String text) {
    /** Named where it is needed: registered for all commands, it would keep picocli's own out of the class-data archive. */
    public static final class Converter implements ITypeConverter<DatasetLocation> {
        @Override
        public DatasetLocation convert(String text) {
            return new DatasetLocation(text);
        }
    }

    /** @return the folder; empty if it is an address */
    public Optional<Path> folder() {
        return GivenAddress.isIn(text) ? Optional.empty() : Optional.of(Path.of(text));
    }

    /** @return the location in Hadoop's words; a path without scheme is a folder of this machine, also if Hadoop's default is another file system */
    public org.apache.hadoop.fs.Path path() {
        return folder().map(folder -> new org.apache.hadoop.fs.Path(folder.toUri()))
                .orElseGet(() -> new org.apache.hadoop.fs.Path(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
