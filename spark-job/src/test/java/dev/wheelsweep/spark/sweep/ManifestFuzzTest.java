package dev.wheelsweep.spark.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a manifest holds: its wheels are listed, or it is refused by name. */
class ManifestFuzzTest {
    private static final List<String> ENDINGS = List.of("csv", "jsonl", "parquet");

    private static final Path FOLDER = folder();

    /** The first byte chooses the ending of the manifest's name. */
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "\0path,filename,sha256,upload_time,size\na,a-1-py3-none-any.whl,AB,2024-02-05T23:50:00Z,7\n",
                        "\0path\n\"a\nb\"\n",
                        "\0path,path\na,b\n",
                        "\1{\"path\": \"a\", \"size\": -1, \"upload_time\": \"1e300\"}\n{\"path\": \"b\"}\n",
                        "\1{\"path\": \"a\\u0000b\"}",
                        "\1{\"path\": {\"a\": 1}}",
                        "\1{\"path\": \"a\", \"PATH\": \"b\"}",
                        "\1{\"path\": \"/\"}\nnull\n[]",
                        "\2PAR1junkPAR1")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyManifestIsListedOrRefused(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        String name = "list." + ENDINGS.get(Byte.toUnsignedInt(input[0]) % ENDINGS.size());
        Path file = Files.write(FOLDER.resolve(name), Arrays.copyOfRange(input, 1, input.length));
        try {
            SparkSession spark = LocalSpark.interpreting();
            List<WheelFile> wheels = ManifestTest.manifest(file).list(spark);
            assertThat(wheels).isNotEmpty().doesNotContainNull().doesNotHaveDuplicates();
        } catch (BadManifestException refused) {
            assertThat(refused.getMessage()).contains(name);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("manifests");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
