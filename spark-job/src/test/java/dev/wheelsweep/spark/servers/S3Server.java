package dev.wheelsweep.spark.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** moto's S3 with one bucket. Needs the profile {@code s3}, which has S3A. */
public final class S3Server implements AutoCloseable {
    /** Names a Python that has {@code moto[server,s3]}. */
    public static final String PYTHON = "wheelsweep.moto";

    /** The file system that reads it. */
    public static final String FILE_SYSTEM = "org.apache.hadoop.fs.s3a.S3AFileSystem";

    private final ServerProcess server;
    private final int port;

    /** @param folder for the log of the server */
    public S3Server(Path folder) throws IOException, InterruptedException {
        port = ServerProcess.freePort();
        server = ServerProcess.start(
                port, folder.resolve("moto.log"), List.of(System.getProperty(PYTHON), "-m", "moto.server", "-p", port));
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("%s/%s".formatted(endpoint(), bucket())))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
    }

    private String endpoint() {
        return "http://%s:%d".formatted(ServerProcess.HOST, port);
    }

    /** Hadoop keeps a file system for each bucket, and the next server of this process has another address. */
    private String bucket() {
        return "wheels%d".formatted(port);
    }

    /** @return of a folder of the bucket */
    public String address(String folder) {
        return "s3a://%s/%s".formatted(bucket(), folder);
    }

    /** @return what Hadoop must know of the server */
    public Map<String, String> settings() {
        return Map.of(
                "fs.s3a.endpoint", endpoint(),
                "fs.s3a.endpoint.region", "us-east-1",
                "fs.s3a.path.style.access", "true",
                "fs.s3a.access.key", "key",
                "fs.s3a.secret.key", "secret",
                "fs.s3a.connection.ssl.enabled", "false",
                // For each range moto reads the whole object into memory.
                "fs.s3a.vectored.active.ranged.reads", "1");
    }

    public void configure(Configuration hadoop) {
        settings().forEach(hadoop::set);
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
