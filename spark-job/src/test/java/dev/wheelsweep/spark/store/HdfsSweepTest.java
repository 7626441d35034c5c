package dev.wheelsweep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.spark.servers.HdfsServer;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror in an HDFS that runs in this JVM. */
class HdfsSweepTest {
    @TempDir
    private static Path folder;

    private static HdfsServer server;
    private static SparkSession spark;

    @BeforeAll
    static void start() throws Exception {
        spark = StoredMirror.spark();
        server = new HdfsServer(folder.resolve("hdfs"));
        MortalFileSystem.wrap(
                "hdfs",
                DistributedFileSystem.class.getName(),
                spark.sparkContext().hadoopConfiguration());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static StoredMirror mirror(Path local, String name) throws Exception {
        return new StoredMirror(
                local, server.address(name), spark.sparkContext().hadoopConfiguration());
    }

    @Test
    void hiddenFilesAreNotListed(@TempDir Path local) throws Exception {
        mirror(local, "hidden").assertAllButHiddenFilesAreListed();
    }

    @Test
    void aWheelThatIsReplacedHasChangedAndOneThatIsDeletedHasVanished(@TempDir Path local) throws Exception {
        mirror(local, "changes").assertChangesAreSeen(spark);
    }

    @Test
    void aFileIsListedUnderAnyNameAndAMissingFolderIsAnError(@TempDir Path local) throws Exception {
        StoredMirror mirror = mirror(local, "single");
        String file = server.address("single/native/readme.txt");
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        assertThat(StoreListing.of(List.of(file), hadoop))
                .singleElement()
                .satisfies(it -> assertThat(it.location()).isEqualTo(file));
        assertThat(mirror.listed()).isNotEmpty();
        assertThatThrownBy(() -> StoreListing.of(List.of(server.address("missing")), hadoop))
                .isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> StoreListing.of(List.of("nosuch://host/mirror"), hadoop))
                .isInstanceOf(UnsupportedFileSystemException.class);
    }

    private static StoredDataset dataset(Path local, String name) throws Exception {
        return new StoredDataset(local, server.address(name));
    }

    @Test
    void readersSeeWholeSweepsWhereverAPublicationDies(@TempDir Path local) throws Exception {
        dataset(local, "deaths").assertReadersSeeWholeSweepsWhereverAPublicationDies(5);
    }

    @Test
    void oneWriterAtATime(@TempDir Path local) throws Exception {
        dataset(local, "writers").assertOneWriterAtATime();
    }
}
