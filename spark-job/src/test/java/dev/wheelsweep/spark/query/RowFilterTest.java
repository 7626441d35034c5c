package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.query.RowFilter.Releases;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowFilterTest {
    /** By text, 1.9 would be newer than 1.10. */
    private static final SweptDataset WHEELS = new SweptDataset() {
        @Override
        public Answer answer(String sql) {
            return new Answer(
                    List.of("filename", "project", "version"),
                    List.of(
                            List.of("a_b-1.9-py3-none-any.whl", "a-b", "1.9"),
                            List.of("a_b-1.10-py3-none-any.whl", "a-b", "1.10"),
                            List.of("a_b-1.10rc1-py3-none-any.whl", "a-b", "1.10rc1"),
                            List.of("c-2-py3-none-any.whl", "c", "2")));
        }

        @Override
        public void write(String sql, RowFilter wanted, int most, Path file) {
            throw new AssertionError("a filter writes nothing");
        }

        @Override
        public void give(GivenTable table) {
            throw new AssertionError("no rows are chosen by " + table.name());
        }
    };

    private static final Answer BY_FILE = answer(
            List.of("filename"),
            "a_b-1.9-py3-none-any.whl",
            "a_b-1.10-py3-none-any.whl",
            "a_b-1.10rc1-py3-none-any.whl",
            "c-2-py3-none-any.whl",
            "gone-1-py3-none-any.whl");

    @Test
    void rowsOfAProjectAreKeptInOrderHoweverItIsSpelt() throws WrongSqlException {
        for (String spelling : List.of("a-b", "A_b", "a.B")) {
            RowFilter filter = new RowFilter(Optional.of(spelling), Optional.empty(), Releases.ALL);

            assertThat(filter.of(BY_FILE, WHEELS).rows())
                    .as(spelling)
                    .isEqualTo(BY_FILE.rows().subList(0, 3));
        }
    }

    @Test
    void theNewestReleaseIsThatOfTheDatasetByTheOrderOfVersions() throws WrongSqlException {
        RowFilter newest = new RowFilter(Optional.empty(), Optional.empty(), Releases.NEWEST);

        assertThat(newest.of(BY_FILE, WHEELS).rows())
                .isEqualTo(List.of(List.of("a_b-1.10-py3-none-any.whl"), List.of("c-2-py3-none-any.whl")));
        Answer releases = new Answer(
                List.of("version", "project"),
                List.of(List.of("1.9", "a-b"), List.of("1.10", "a-b"), List.of("1", "c")));
        assertThat(newest.of(releases, WHEELS).rows()).isEqualTo(List.of(List.of("1.10", "a-b")));
    }

    @Test
    void rowsOfASystemAreKept() throws WrongSqlException {
        RowFilter filter = new RowFilter(Optional.empty(), Optional.of("rhel:8"), Releases.ALL);

        assertThat(filter.of(answer(List.of("system"), "rhel:8", "rhel:80", "rhel:8"), WHEELS)
                        .rows())
                .isEqualTo(List.of(List.of("rhel:8"), List.of("rhel:8")));
        assertThat(filter.given()).containsExactly("--system");
    }

    private static Answer answer(List<String> columns, String... values) {
        return new Answer(columns, Arrays.stream(values).map(List::<Object>of).toList());
    }
}
