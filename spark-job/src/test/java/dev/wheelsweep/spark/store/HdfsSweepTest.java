package dev.wheelsweep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror in an HDFS that runs in this JVM. */
class HdfsSweepTest {
    @TempDir
    private static Path folder;

    private static MiniDFSCluster cluster;
    private static SparkSession spark;

    @BeforeAll
    static void start() throws Exception {
        spark = StoredMirror.spark();
        Configuration hadoop = new Configuration();
        hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        // The cluster needs Hadoop's own local file system; another test of this JVM may have put ours into the cache.
        hadoop.setBoolean("fs.file.impl.disable.cache", true);
        cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
        cluster.waitActive();
        MortalFileSystem.wrap(
                "hdfs",
                DistributedFileSystem.class.getName(),
                spark.sparkContext().hadoopConfiguration());
    }

    @AfterAll
    static void stop() {
        cluster.shutdown();
    }

    private static StoredMirror mirror(Path local, String name) throws Exception {
        return new StoredMirror(
                local, cluster.getURI() + "/" + name, spark.sparkContext().hadoopConfiguration());
    }

    @Test
    void rowsOfHdfsAreThoseOfTheFolder(@TempDir Path local) throws Exception {
        mirror(local, "same").assertSameRows(spark);
    }

    @Test
    void aWheelThatIsReplacedHasChangedAndOneThatIsDeletedHasVanished(@TempDir Path local) throws Exception {
        mirror(local, "changes").assertChangesAreSeen(spark);
    }

    @Test
    void aFileIsListedUnderAnyNameAndAMissingFolderIsAnError(@TempDir Path local) throws Exception {
        StoredMirror mirror = mirror(local, "single");
        String file = cluster.getURI() + "/single/native/readme.txt";
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        assertThat(StoreListing.of(List.of(file), hadoop))
                .singleElement()
                .satisfies(it -> assertThat(it.location()).isEqualTo(file));
        assertThat(mirror.listed()).isNotEmpty();
        assertThatThrownBy(() -> StoreListing.of(List.of(cluster.getURI() + "/missing"), hadoop))
                .isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> StoreListing.of(List.of("nosuch://host/mirror"), hadoop))
                .isInstanceOf(UnsupportedFileSystemException.class);
    }

    private static StoredDataset dataset(Path local, String name) throws Exception {
        return new StoredDataset(local, cluster.getURI() + "/" + name);
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
