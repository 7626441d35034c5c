package dev.wheelsweep.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        List<WheelFile> files = List.of(
                new WheelFile("/m/alpha-1.0-py3-none-any.whl", 0, 0, FileState.REGULAR),
                new WheelFile(
                        "/m/a \"b\" \\ \t\n\u0001 caf\u00e9 \ud83d\ude00.whl", Long.MAX_VALUE, -1, FileState.SPECIAL),
                new WheelFile("file:///m/caf%E9.whl", 17, 1_789_870_500_123_456L, FileState.DANGLING),
                new WheelFile("/m/closed.whl", 0, 0, FileState.DENIED));

        Inventory.write(file(), files);

        assertThat(read()).isEqualTo(files);
    }

    @Test
    void isOneJsonObjectPerLine() throws IOException {
        Inventory.write(
                file(),
                List.of(
                        new WheelFile("/m/a.whl", 1, 2, FileState.REGULAR),
                        new WheelFile("/m/b.whl", 3, 4, FileState.DANGLING).named("b.whl")));

        assertThat(Files.readAllLines(file()))
                .containsExactly(
                        "{\"location\":\"/m/a.whl\",\"size\":1,\"modified_micros\":2,\"state\":\"REGULAR\",\"wheel_path\":\"/m/a.whl\"}",
                        "{\"location\":\"/m/b.whl\",\"size\":3,\"modified_micros\":4,\"state\":\"DANGLING\",\"wheel_path\":\"b.whl\"}");
    }

    @Test
    void anEmptyListingIsAnEmptyInventory() throws IOException {
        Inventory.write(file(), List.of());

        assertThat(read()).isEmpty();
    }

    @Test
    void aLineThatIsNoFileIsAnErrorThatNamesIt() throws IOException {
        Files.writeString(file(), """
                {"location":"/m/a.whl","size":1,"modified_micros":2,"state":"REGULAR"}
                {"location":"/m/b.whl","size":"large"}
                """);

        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file() + " is not an inventory: line 2: ");
    }

    @Test
    void anInventoryThatBreaksOffIsAnError() throws IOException {
        Files.writeString(file(), "{\"location\":\"/m/a.whl\",\"si");

        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageStartingWith(file().toString());
    }

    private Path file() {
        return folder.resolve("inventory.jsonl");
    }

    private List<WheelFile> read() throws IOException {
        List<WheelFile> files = new ArrayList<>();
        Inventory.read(file(), files::add);
        return files;
    }
}
