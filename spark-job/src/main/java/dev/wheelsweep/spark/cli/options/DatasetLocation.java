package dev.wheelsweep.spark.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * Where a dataset is.
 *
 * @param text a folder, or an address in any file system that Hadoop knows, such as {@code hdfs://name/path}
 */
public record DatasetLocation(String text) {
    /** Of two letters at least: one is a drive. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

    /** Named where it is needed: registered for all commands, it would keep picocli's own out of the class-data archive. */
    public static final class Converter implements ITypeConverter<DatasetLocation> {
        @Override
        public DatasetLocation convert(String text) {
            return new DatasetLocation(text);
        }
    }

    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** @return the folder; empty if it is an address */
    public Optional<Path> folder() {
        return isAddress(text) ? Optional.empty() : Optional.of(Path.of(text));
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
