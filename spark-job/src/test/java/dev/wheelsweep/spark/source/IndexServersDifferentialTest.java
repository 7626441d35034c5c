package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.spark.cli.Wheels;
import dev.wheelsweep.spark.index.Access;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.index.Index;
import dev.wheelsweep.spark.index.WheelChoice;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The wheels of servers that people run have the rows of the same files in a folder. */
@EnabledIfSystemProperty(named = IndexServersDifferentialTest.PYTHON, matches = ".+")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class IndexServersDifferentialTest {
    /** A Python in a venv that has {@code pypiserver} and {@code devpi-server}. */
    static final String PYTHON = "wheelsweep.index.servers";

    private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

    /** Makes an index and uploads what is in the folder. */
    private static final String UPLOAD = """
            import pathlib, sys, httpx
            address, folder = sys.argv[1:]
            login = {"user": "root", "password": "secret"}
            token = httpx.post(address + "/+login", json=login).json()["result"]["password"]
            root = ("root", token)
            json = {"Accept": "application/json"}
            httpx.put(address + "/root/own", json={"bases": []}, auth=root, headers=json).raise_for_status()
            for wheel in pathlib.Path(folder).glob("*.whl"):
                name, version = wheel.name.split("-")[:2]
                fields = {":action": "file_upload", "name": name, "version": version, "filetype": "bdist_wheel",
                          "pyversion": "py3"}
                files = {"content": (wheel.name, wheel.read_bytes())}
                httpx.post(address + "/root/own/", auth=root, data=fields, files=files, timeout=60).raise_for_status()
            """;

    @TempDir
    private Path folder;

    private Path wheels;
    private final List<Process> servers = new ArrayList<>();

    @BeforeEach
    void writeWheels() throws IOException {
        IndexAccess.use(Access.FAST);
        wheels = Files.createDirectory(folder.resolve("wheels"));
        Wheels.honest().writeTo(wheels);
        Wheels.overclaiming().writeTo(wheels);
        Wheels.obstructed().writeTo(wheels);
        Wheels.pure().writeTo(wheels);
        NativeWheel.builder().writeTo(wheels);
    }

    @AfterEach
    void stop() throws InterruptedException {
        IndexAccess.use(HttpAccess.POLITE);
        for (Process server : servers) {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void pypiserverHasTheRowsOfItsFolder() throws IOException, InterruptedException {
        int port = freePort();
        start(port, "-m", "pypiserver", "run", "-p", port, "-i", HOST, "--disable-fallback", wheels);
        assertSameRows("http://%s:%d/simple/".formatted(HOST, port));
    }

    @Test
    void devpiHasTheRowsOfWhatWasUploaded() throws IOException, InterruptedException {
        int port = freePort();
        Path data = folder.resolve("devpi");
        Path programs = Path.of(System.getProperty(PYTHON)).resolveSibling("devpi-init");
        assertThat(python(programs, "--serverdir", data, "--no-root-pypi", "--root-passwd", "secret")
                        .waitFor())
                .isZero();
        start(
                port,
                programs.resolveSibling("devpi-server"),
                "--serverdir",
                data,
                "--port",
                port,
                "--host",
                HOST,
                "--offline-mode");
        String address = "http://%s:%d".formatted(HOST, port);
        assertThat(python("-c", UPLOAD, address, wheels).waitFor()).isZero();
        assertSameRows(address + "/root/own/+simple/");
    }

    /** Python's own server sends whole files. */
    @Test
    void aStaticServerWithoutRangesHasTheRowsOfItsFolder() throws IOException, InterruptedException {
        StringBuilder projects = new StringBuilder();
        for (WheelFile wheel : MirrorListing.of(List.of(wheels)).files()) {
            String project =
                    wheel.filename().split("-", 2)[0].toLowerCase(Locale.ROOT).replaceAll("[._]", "-");
            Path page = Files.createDirectories(folder.resolve("simple").resolve(project));
            Files.writeString(
                    page.resolve("index.html"), "<a href='../../wheels/%1$s'>%1$s</a>".formatted(wheel.filename()));
            projects.append("<a href='%1$s/'>%1$s</a>".formatted(project));
        }
        Files.writeString(folder.resolve("simple/index.html"), projects);
        int port = freePort();
        start(port, "-m", "http.server", "--bind", HOST, "--directory", folder, port);
        assertSameRows("http://%s:%d/simple/".formatted(HOST, port));
    }

    private void assertSameRows(String index) throws IOException {
        Index.Listing listing = Index.of(index, Access.FAST).list(List.of(), WheelChoice.ALL, (done, all) -> {});
        assertThat(listing.missing()).isEmpty();
        assertThat(SameRows.of(listing.files()))
                .isEqualTo(SameRows.of(MirrorListing.of(List.of(wheels)).files()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process python(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty(PYTHON)));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
    }

    private void start(int port, Object... arguments) throws IOException, InterruptedException {
        Process server = python(arguments);
        servers.add(server);
        while (true) {
            try (Socket socket = new Socket(HOST, port)) {
                return;
            } catch (IOException notYet) {
                assertThat(server.isAlive())
                        .as("%s", folder.resolve("server.log"))
                        .isTrue();
                Thread.sleep(100);
            }
        }
    }
}
