package dev.wheelsweep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.Mirrors;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.sweep.BuiltMirror;
import dev.wheelsweep.spark.sweep.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The wheels of {@link BuiltMirror} in a folder and in a store. */
final class StoredMirror {
    private final Path folder;
    private final String address;
    private final Configuration hadoop;
    private final List<WheelFile> local;

    /** @param address of a folder of the store, which does not exist yet */
    StoredMirror(Path folder, String address, Configuration hadoop) throws IOException {
        this.folder = folder;
        this.address = address;
        this.hadoop = hadoop;
        Path mirror = folder.resolve("mirror");
        BuiltMirror.writeTo(mirror);
        local = MirrorListing.of(List.of(mirror)).files().stream()
                .filter(file -> file.state() == FileState.REGULAR)
                .map(Mirrors.of(List.of(mirror.toString()))::named)
                .toList();
        for (WheelFile file : local) {
            put(file.path(), "%s/%s".formatted(address, mirror.relativize(file.path())));
        }
        put(local.get(0).path(), address + "/.hidden/" + local.get(0).filename());
        put(local.get(0).path(), address + "/native/readme.txt");
    }

    private void put(Path file, String target) throws IOException {
        put(Files.readAllBytes(file), target);
    }

    void put(byte[] bytes, String target) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(target);
        FileSystem system = path.getFileSystem(hadoop);
        try (var out = system.create(path, true)) {
            out.write(bytes);
        }
    }

    List<WheelFile> listed() throws IOException {
        return StoreListing.of(List.of(address), hadoop);
    }

    void assertAllButHiddenFilesAreListed() throws IOException {
        List<WheelFile> stored = listed();
        assertThat(stored.stream().map(WheelFile::filename))
                .containsExactlyInAnyOrderElementsOf(
                        local.stream().map(WheelFile::filename).toList());
        assertThat(stored).allMatch(WheelFile::hasAddress);
    }

    /** A wheel that is replaced between the listing and the reading has changed; one that is deleted has vanished. */
    void assertChangesAreSeen(SparkSession spark) throws Exception {
        List<WheelFile> stored = listed();
        WheelFile changed = stored.get(0);
        WheelFile vanished = stored.get(1);
        put(new byte[] {1, 2, 3}, changed.location());
        org.apache.hadoop.fs.Path gone = new org.apache.hadoop.fs.Path(vanished.location());
        gone.getFileSystem(hadoop).delete(gone, false);
        sweep(spark, "of-changes", stored.subList(0, 3));
        assertThat(facts(spark, "of-changes").select("status").orderBy("wheel_path").collectAsList().stream()
                        .map(row -> row.getString(0)))
                .containsExactly(WheelStatus.CHANGED.column(), WheelStatus.VANISHED.column(), WheelStatus.OK.column());
    }

    /** Of a store with entity tags: they decide, not the times. */
    void assertEntityTagsDecide(SparkSession spark) throws Exception {
        List<WheelFile> before = listed();
        assertThat(before).allSatisfy(file -> assertThat(file.etag()).isNotEmpty());
        sweep(spark, "of-tags", before);
        WheelFile touched = before.get(0);
        WheelFile rewritten = before.get(1);
        put(bytes(touched), touched.location());
        byte[] bytes = bytes(rewritten);
        bytes[0]++;
        put(bytes, rewritten.location());
        List<WheelFile> after = listed().stream()
                .map(file -> file.location().equals(touched.location())
                        ? at(file, touched.modifiedMicros() + 1_000_000)
                        : at(file, rewritten.modifiedMicros()))
                .toList();

        String sweep = new Sweep(spark, dataset("of-tags"), Clock.systemUTC())
                .run(List.of("of-tags"), after.subList(0, 2), InputMode.MMAP)
                .sweep();

        assertThat(spark.read()
                        .parquet(folder.resolve("of-tags/tables/mirror_files").toString())
                        .where("sweep = '%s' AND status <> 'vanished'".formatted(sweep))
                        .orderBy("wheel_path")
                        .selectExpr("wheel_path", "status = 'unchanged'")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly(
                        "[%s,true]".formatted(touched.wheelPath()), "[%s,false]".formatted(rewritten.wheelPath()));
    }

    private byte[] bytes(WheelFile stored) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(stored.location());
        try (var in = path.getFileSystem(hadoop).open(path)) {
            return in.readAllBytes();
        }
    }

    private static WheelFile at(WheelFile file, long modifiedMicros) {
        return new WheelFile(
                file.location(),
                file.size(),
                modifiedMicros,
                file.state(),
                file.index(),
                file.etag(),
                file.wheelPath());
    }

    private org.apache.hadoop.fs.Path dataset(String name) {
        return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
    }

    private void sweep(SparkSession spark, String dataset, List<WheelFile> files) throws Exception {
        new Sweep(spark, dataset(dataset), Clock.systemUTC()).run(List.of(dataset), files, InputMode.MMAP);
    }

    private Dataset<Row> facts(SparkSession spark, String dataset) {
        return spark.read().parquet(folder.resolve(dataset).resolve("facts/*").toString());
    }

    static SparkSession spark() {
        return LocalSpark.session();
    }
}
