package dev.wheelsweep.spark.store;

import dev.wheelsweep.spark.servers.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mirror and a dataset in moto's S3, through S3A. Needs the profile {@code s3}, and {@code wheelsweep.moto}: a Python that has {@code
 * moto[server,s3]}.
 */
@EnabledIfSystemProperty(named = S3Server.PYTHON, matches = ".+")
class S3SweepTest {
    @TempDir
    private static Path folder;

    private static S3Server server;
    private static SparkSession spark;

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server(folder);
        spark = StoredMirror.spark();
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        server.configure(hadoop);
        MortalFileSystem.wrap("s3a", S3Server.FILE_SYSTEM, hadoop);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    private static StoredMirror mirror(Path local, String name) throws IOException {
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

    private static StoredDataset dataset(Path local, String name) throws IOException {
        return new StoredDataset(local, server.address(name));
    }

    @Test
    void readersSeeWholeSweepsWhereverAPublicationDies(@TempDir Path local) throws Exception {
        dataset(local, "deaths").assertReadersSeeWholeSweepsWhereverAPublicationDies(7);
    }

    @Test
    void oneWriterAtATime(@TempDir Path local) throws Exception {
        dataset(local, "writers").assertOneWriterAtATime();
    }

    @Test
    void entityTagsDecideWhatIsReadAgain(@TempDir Path local) throws Exception {
        mirror(local, "tags").assertEntityTagsDecide(spark);
    }
}
