package dev.wheelsweep.spark.store;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
@EnabledIfSystemProperty(named = "wheelsweep.moto", matches = ".+")
class S3SweepTest {
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_MILLIS = 300;

    private static Process server;
    private static SparkSession spark;

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder(
                        System.getProperty("wheelsweep.moto"), "-m", "moto.server", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        await(port);
        String endpoint = "http://127.0.0.1:" + port;
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoint + "/wheels"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
        spark = StoredMirror.spark();
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        hadoop.set("fs.s3a.endpoint", endpoint);
        hadoop.set("fs.s3a.endpoint.region", "us-east-1");
        hadoop.set("fs.s3a.path.style.access", "true");
        hadoop.set("fs.s3a.access.key", "key");
        hadoop.set("fs.s3a.secret.key", "secret");
        hadoop.set("fs.s3a.connection.ssl.enabled", "false");
        MortalFileSystem.wrap("s3a", "org.apache.hadoop.fs.s3a.S3AFileSystem", hadoop);
    }

    private static void await(int port) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (i == ATTEMPTS) {
                    throw notYet;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    @AfterAll
    static void stop() {
        server.destroy();
    }

    private static StoredMirror mirror(Path local, String name) throws IOException {
        return new StoredMirror(
                local, "s3a://wheels/" + name, spark.sparkContext().hadoopConfiguration());
    }

    @Test
    void rowsOfS3AreThoseOfTheFolder(@TempDir Path local) throws Exception {
        mirror(local, "same").assertSameRows(spark);
    }

    @Test
    void aWheelThatIsReplacedHasChangedAndOneThatIsDeletedHasVanished(@TempDir Path local) throws Exception {
        mirror(local, "changes").assertChangesAreSeen(spark);
    }

    private static StoredDataset dataset(Path local, String name) throws IOException {
        return new StoredDataset(local, "s3a://wheels/" + name);
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
