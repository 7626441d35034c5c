package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.core.wheel.ProjectName;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.query.AskedMirror;
import dev.wheelsweep.spark.query.EmbeddedDataset;
import dev.wheelsweep.spark.servers.HdfsServer;
import dev.wheelsweep.spark.servers.NginxServer;
import dev.wheelsweep.spark.servers.S3Server;
import dev.wheelsweep.spark.sweep.BuiltMirror;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sweeps of S3, HDFS and an index, as users start them, fill all tables with the rows of a sweep of the same files in folders.
 * Prints the number of rows of every table, and what crossed the network.
 */
class NetworkSweepDifferentialTest {
    /** Names folders with wheels, separated by colons, that are swept besides those that the test builds. */
    private static final String WHEELS = "wheelsweep.network.wheels";

    /** What the pages of the index state about a file, and nobody about a file in a folder or a store. */
    private static final Set<String> STATED = Set.of("upload_time", "yanked");

    /** Of every file in the index. */
    private static final String UPLOADED = "2026-01-31T12:00:00Z";

    @TempDir
    private static Path folder;

    /** Has a folder, or a link to one, for each mirror. */
    private static Path root;

    private static List<WheelFile> wheels;
    private static SameTables local;
    private static Outcome ofFolders;

    @BeforeAll
    static void sweepFolders() throws IOException {
        root = Files.createDirectory(folder.resolve("web"));
        Path mirrors = Files.createDirectory(root.resolve("files"));
        Path built = Files.createDirectory(mirrors.resolve("built"));
        BuiltMirror.writeTo(built);
        for (WheelFile other : MirrorListing.of(List.of(built)).files()) {
            if (other.state() != FileState.REGULAR) {
                Files.delete(other.path());
            }
        }
        AskedMirror.writeTo(Files.createDirectory(mirrors.resolve("asked")));
        for (Path given : given()) {
            Files.createSymbolicLink(mirrors.resolve(given.getFileName()), given.toAbsolutePath());
        }
        List<Path> roots;
        try (Stream<Path> each = Files.list(mirrors)) {
            roots = each.sorted().toList();
        }
        wheels = MirrorListing.of(roots).files();
        ofFolders = sweep("folders", roots.toArray());
        local = new SameTables(folder.resolve("folders"));
    }

    private static List<Path> given() {
        return Arrays.stream(System.getProperty(WHEELS, "").split(":", -1))
                .filter(given -> !given.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static Outcome sweep(String dataset, Object... arguments) {
        LocalSpark.stop();
        return Outcome.interpreted(Stream.concat(
                        Stream.of("sweep", "--dataset", folder.resolve(dataset), "--master", "local[2]"),
                        Stream.of(arguments))
                .toArray());
    }

    /** @return where a file is below the root of the servers */
    private static String place(WheelFile wheel) {
        return root.relativize(wheel.path()).toString();
    }

    private static void put(String address, Configuration hadoop) throws IOException {
        for (WheelFile wheel : wheels) {
            org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path("%s/%s".formatted(address, place(wheel)));
            FileSystem store = path.getFileSystem(hadoop);
            try (var out = store.create(path)) {
                Files.copy(wheel.path(), out);
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = S3Server.PYTHON, matches = ".+")
    void s3HasTheRowsOfTheFolders() throws Exception {
        try (S3Server server = new S3Server(folder)) {
            Map<String, String> settings = new TreeMap<>();
            server.settings().forEach((key, value) -> settings.put("spark.hadoop." + key, value));
            put(server.address("mirror"), SweepSession.hadoop(settings));
            List<String> arguments = new ArrayList<>(List.of(server.address("mirror")));
            settings.forEach((key, value) -> arguments.addAll(List.of("--conf", key + "=" + value)));

            assertSameTables("s3", sweep("s3", arguments.toArray()), Set.of());
        }
    }

    @Test
    void hdfsHasTheRowsOfTheFolders() throws Exception {
        try (HdfsServer server = new HdfsServer(folder.resolve("blocks"))) {
            put(server.address("mirror"), SweepSession.hadoop(Map.of()));

            assertSameTables("hdfs", sweep("hdfs", server.address("mirror")), Set.of());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = NginxServer.PROGRAM, matches = ".+")
    void anIndexHasTheRowsOfTheFolders() throws Exception {
        writePages();
        try (NginxServer server = new NginxServer(folder, root)) {
            assertSameTables(
                    "index",
                    sweep(
                            "index",
                            "--index",
                            server.address("simple/"),
                            "--connections",
                            16,
                            "--requests-per-second",
                            100_000),
                    STATED);
        }
    }

    /** The pages in JSON (PEP 691). */
    private static void writePages() throws IOException {
        Map<String, List<Map<String, Object>>> files = new TreeMap<>();
        for (WheelFile wheel : wheels) {
            String project =
                    ProjectName.of(wheel.filename().split("[-.]", 2)[0]).normalized();
            files.computeIfAbsent(project, none -> new ArrayList<>())
                    .add(Map.of(
                            "filename",
                            wheel.filename(),
                            "url",
                            "../../" + place(wheel),
                            "size",
                            wheel.size(),
                            "upload-time",
                            UPLOADED,
                            "yanked",
                            false));
        }
        Path simple = Files.createDirectory(root.resolve("simple"));
        writePage(
                simple,
                Map.of(
                        "projects",
                        files.keySet().stream()
                                .map(name -> Map.of("name", name))
                                .toList()));
        for (Map.Entry<String, List<Map<String, Object>>> project : files.entrySet()) {
            writePage(Files.createDirectory(simple.resolve(project.getKey())), Map.of("files", project.getValue()));
        }
    }

    private static void writePage(Path place, Map<String, ?> page) throws IOException {
        new ObjectMapper().writeValue(place.resolve("index.v1_json").toFile(), page);
    }

    private static void assertSameTables(String dataset, Outcome outcome, Set<String> stated) throws Exception {
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ofFolders.code()).isIn(0, 4);
        Map<FlatTable, Long> rows = local.requireSame(folder.resolve(dataset), stated);
        assertThat(rows)
                .allSatisfy((table, count) -> assertThat(count).as("%s", table).isPositive());
        assertThat(rows).containsEntry(FlatTable.WHEELS, (long) wheels.size());
        try (EmbeddedDataset embedded = EmbeddedDataset.open(folder.resolve(dataset))) {
            var cost = embedded.answer(
                            "SELECT count(*) FILTER (WHERE requests > 0) AS asked, sum(requests) AS requests,"
                                    + " sum(bytes_read) AS bytes, sum(size) AS size FROM wheels")
                    .lines()
                    .get(0);
            // An empty file, and a name that is none, need no bytes.
            assertThat(cost.number("asked")).isGreaterThanOrEqualTo(wheels.size() - 2L);
            System.out.printf(
                    "%s: %d wheels of %d bytes, %d requests for %d bytes; rows of %s%n",
                    dataset, wheels.size(), cost.number("size"), cost.number("requests"), cost.number("bytes"), rows);
        }
    }
}
