package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.RangeReader.Range;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.cli.Wheels;
import dev.wheelsweep.spark.index.Access;
import dev.wheelsweep.spark.index.Address;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.index.HttpRangeReader;
import dev.wheelsweep.spark.index.HttpSession;
import dev.wheelsweep.spark.index.Index;
import dev.wheelsweep.spark.index.LoopbackServer;
import dev.wheelsweep.spark.index.WheelChoice;
import dev.wheelsweep.spark.listing.BandersnatchMirror;
import dev.wheelsweep.spark.listing.IndexEntry;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.servers.NginxServer;
import dev.wheelsweep.spark.servers.ServerProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    /** A Python in a venv that has {@code pypiserver}, {@code devpi-server} and {@code bandersnatch}. */
    static final String PYTHON = "wheelsweep.index.servers";

    private static final String HOST = ServerProcess.HOST;

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

    private static final String BANDERSNATCH = """
            [mirror]
            directory = %s
            master = %s
            allow-non-https = true
            timeout = 10
            workers = 1
            hash-index = false
            json = false
            simple-format = ALL
            stop-on-error = true
            """;

    @TempDir
    private Path folder;

    private Path wheels;
    private final List<AutoCloseable> servers = new ArrayList<>();

    @BeforeEach
    void writeWheels() throws IOException {
        IndexAccess.use(Access.FAST);
        wheels = Files.createDirectory(folder.resolve("wheels"));
        Wheels.honest().writeTo(wheels);
        Wheels.overclaiming().writeTo(wheels);
        Wheels.obstructed().writeTo(wheels);
        Wheels.pure().writeTo(wheels);
        NativeWheel.builder().writeTo(wheels);
        large().writeTo(wheels);
    }

    /** Of which many ranges are read. */
    private static WheelBuilder large() {
        WheelBuilder wheel = WheelBuilder.named("large-1.0-py3-none-any.whl");
        for (int i = 0; i < 40; i++) {
            wheel.text("large/part%d.py".formatted(i), noise(20_000));
        }
        return wheel;
    }

    /** Text that DEFLATE halves at best. */
    private static String noise(int length) {
        return new Random(length)
                .ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @AfterEach
    void stop() throws Exception {
        IndexAccess.use(HttpAccess.POLITE);
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    @Test
    void pypiserverHasTheRowsOfItsFolder() throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        start(port, "-m", "pypiserver", "run", "-p", port, "-i", HOST, "--disable-fallback", wheels);
        assertSameRows("http://%s:%d/simple/".formatted(HOST, port));
    }

    @Test
    void devpiHasTheRowsOfWhatWasUploaded() throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
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
        int port = ServerProcess.freePort();
        start(port, "-m", "http.server", "--bind", HOST, "--directory", folder, port);
        assertSameRows("http://%s:%d/simple/".formatted(HOST, port));
    }

    /** Mirrors two projects with bandersnatch. */
    private Path mirrored() throws IOException, InterruptedException {
        Path mirror = folder.resolve("mirror");
        try (LoopbackServer pypi = new LoopbackServer()) {
            for (String wheel : List.of(Wheels.HONEST, Wheels.PURE)) {
                byte[] content = Files.readAllBytes(wheels.resolve(wheel));
                String path = "/packages/aa/bb/%s/%s".formatted("c".repeat(60), wheel);
                pypi.file(path, content);
                String project = wheel.split("-", 2)[0];
                byte[] json = """
                        {"info": {"name": "%1$s", "requires_python": ">=3.8", "version": "1.0"}, "last_serial": 7,
                         "releases": {"1.0": [{"filename": "%2$s", "url": "%3$s", "size": %4$d, "packagetype": "bdist_wheel",
                           "requires_python": ">=3.8", "yanked": %5$s, "yanked_reason": %6$s,
                           "upload_time_iso_8601": "2024-02-05T23:50:00.000001Z",
                           "digests": {"sha256": "%7$s", "md5": "", "blake2b_256": ""}}]}, "urls": []}
                        """.formatted(
                                project,
                                wheel,
                                pypi.address(path),
                                content.length,
                                wheel.equals(Wheels.PURE),
                                wheel.equals(Wheels.PURE) ? "\"wrong metadata\"" : "null",
                                sha256(content))
                        .getBytes(StandardCharsets.UTF_8);
                pypi.on(
                        "/pypi/%s/json".formatted(project),
                        exchange -> LoopbackServer.send(
                                exchange,
                                200,
                                Map.of("X-PYPI-LAST-SERIAL", "7", "Content-Type", "application/json"),
                                json));
            }
            Path configuration = Files.writeString(
                    folder.resolve("bandersnatch.conf"), BANDERSNATCH.formatted(mirror, pypi.address("")));
            Path program = Path.of(System.getProperty(PYTHON)).resolveSibling("bandersnatch");
            assertThat(python(program, "-c", configuration, "sync", "honest", "pure")
                            .waitFor())
                    .as(Files.readString(log()))
                    .isZero();
        }
        return mirror;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Python's own server sends the page in HTML, which has no times. */
    @Test
    void aTreeOfBandersnatchHasTheSameRowsAsAFolderAndAsAnIndex() throws IOException, InterruptedException {
        Path mirror = mirrored();
        int port = ServerProcess.freePort();
        start(port, "-m", "http.server", "--bind", HOST, "--directory", mirror.resolve("web"), port);
        assertSameAsTheTree(
                mirror,
                "http://%s:%d/simple/".formatted(HOST, port),
                entry -> new IndexEntry(Optional.empty(), entry.sha256(), Optional.empty(), entry.yanked())
                        .with(Optional.empty(), entry.requiresPython()));
    }

    @Test
    @EnabledIfSystemProperty(named = NginxServer.PROGRAM, matches = ".+")
    void nginxSendsTheTreesJsonAndTheSameFacts() throws IOException, InterruptedException {
        Path mirror = mirrored();
        assertSameAsTheTree(mirror, nginx(mirror.resolve("web")).address("simple/"), IndexEntry::unnamed);
    }

    /** The first request is for the end of the file; none has more than a hundred ranges. */
    @Test
    @EnabledIfSystemProperty(named = NginxServer.PROGRAM, matches = ".+")
    void nginxSendsManyRangesAtOnce() throws IOException, InterruptedException, FormatException, URISyntaxException {
        byte[] content = LoopbackServer.bytes(noise(300_000));
        Files.write(wheels.resolve("file"), content);
        Address address = Address.parse(nginx(wheels).address("file"));
        List<Range> ranges = IntStream.range(0, 250)
                .mapToObj(i -> new Range(1000L * i, 1 + i))
                .toList();
        try (HttpRangeReader reader =
                new HttpRangeReader(HttpSession.of(Access.FAST), address, OptionalLong.of(content.length))) {
            reader.start(1000);
            List<ByteBuffer> parts = reader.read(ranges);
            for (int i = 0; i < ranges.size(); i++) {
                assertThat(parts.get(i)).isEqualTo(ByteBuffer.wrap(content, 1000 * i, 1 + i));
            }
            assertThat(reader.traffic().requests()).isEqualTo(4);
        }
    }

    private NginxServer nginx(Path root) throws IOException, InterruptedException {
        NginxServer nginx = new NginxServer(folder, root);
        servers.add(nginx);
        return nginx;
    }

    /** @param comparable leaves what the page states */
    private void assertSameAsTheTree(Path mirror, String address, UnaryOperator<IndexEntry> comparable)
            throws IOException {
        List<WheelFile> tree = new BandersnatchMirror(mirror)
                .describe(MirrorListing.of(List.of(mirror.resolve("web/packages")))
                        .files())
                .files();
        List<WheelFile> index = Index.of(address, Access.FAST)
                .list(List.of("honest", "pure"), WheelChoice.ALL, (done, all) -> {})
                .files();
        assertThat(tree).hasSize(2);
        assertThat(entries(index, comparable)).isEqualTo(entries(tree, comparable));
        assertThat(SameRows.of(index)).isEqualTo(SameRows.of(tree));
    }

    private static Map<String, IndexEntry> entries(List<WheelFile> files, UnaryOperator<IndexEntry> comparable) {
        return files.stream().collect(Collectors.toMap(WheelFile::filename, file -> comparable.apply(file.index())));
    }

    private void assertSameRows(String index) throws IOException {
        Index.Listing listing = Index.of(index, Access.FAST).list(List.of(), WheelChoice.ALL, (done, all) -> {});
        assertThat(listing.missing()).isEmpty();
        assertThat(SameRows.of(listing.files()))
                .isEqualTo(SameRows.of(MirrorListing.of(List.of(wheels)).files()));
    }

    private static List<Object> python(List<?> arguments) {
        List<Object> command = new ArrayList<>(List.of(System.getProperty(PYTHON)));
        command.addAll(arguments);
        return command;
    }

    private Process python(Object... arguments) throws IOException {
        return new ProcessBuilder(python(List.of(arguments)).stream()
                        .map(Object::toString)
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private void start(int port, Object... arguments) throws IOException, InterruptedException {
        servers.add(ServerProcess.start(port, log(), python(List.of(arguments))));
    }
}
