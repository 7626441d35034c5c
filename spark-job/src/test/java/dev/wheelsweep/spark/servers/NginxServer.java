package dev.wheelsweep.spark.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx serves a folder, with the pages of an index as bandersnatch names them below {@code simple}. */
public final class NginxServer implements AutoCloseable {
    /** Names the program nginx. */
    public static final String PROGRAM = "wheelsweep.nginx";

    /** Chooses JSON by the header Accept, as the documentation of bandersnatch shows it. */
    private static final String CONFIGURATION = """
            user %5$s; daemon off; pid %1$s/nginx.pid; error_log %1$s/error.log;
            events {}
            http {
              access_log off;
              client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
              types { application/vnd.pypi.simple.v1+json v1_json; text/html html; }
              map $http_accept $page { default index.html; "~simple.v1.json" index.v1_json; }
              server { listen %2$s:%3$d; root %4$s; location /simple/ { index $page; } }
            }
            """;

    private final ServerProcess server;
    private final int port;

    /**
     * @param folder for its own files
     * @param root the folder that it serves
     */
    public NginxServer(Path folder, Path root) throws IOException, InterruptedException {
        port = ServerProcess.freePort();
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"),
                CONFIGURATION.formatted(folder, ServerProcess.HOST, port, root, System.getProperty("user.name")));
        server = ServerProcess.start(
                port,
                folder.resolve("nginx.log"),
                List.of(
                        System.getProperty(PROGRAM),
                        "-p",
                        folder,
                        "-e",
                        folder.resolve("error.log"),
                        "-c",
                        configuration));
    }

    /** @param path below the root, without a slash at its start */
    public String address(String path) {
        return "http://%s:%d/%s".formatted(ServerProcess.HOST, port, path);
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
