package dev.wheelsweep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.DatasetBusyException;
import dev.wheelsweep.spark.dataset.DatasetDocuments;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.DatasetLock;
import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dictionary.Views;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.sweep.Sweep;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A dataset in a file system that {@link MortalFileSystem} wraps. The mirror is a local folder. */
final class StoredDataset {
    private static final int WRITERS = 6;

    /** After how many deaths the views are asked again: a query takes longer than an attempt. */
    private static final int DEATHS_PER_QUERY = 4;

    private final SparkSession spark = LocalSpark.interpreting();
    private final Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    private final Path dataset;
    private final FileSystem files;
    private final List<WheelFile> listed;

    /** @param address of a folder that does not exist yet */
    StoredDataset(java.nio.file.Path local, String address) throws IOException {
        dataset = new Path(address);
        files = dataset.getFileSystem(hadoop);
        java.nio.file.Path mirror = local.resolve("wheels");
        NativeWheel.builder().writeTo(mirror);
        listed = MirrorListing.of(List.of(mirror)).files();
    }

    /** Lets a process die after some changes of a publication. */
    private static final class Death implements MortalFileSystem.Moment {
        private final int most;
        private boolean isBegun;
        private int changes;

        Death(int most) {
            this.most = most;
        }

        void revive() {
            changes = 0;
        }

        @Override
        public synchronized void before(Path changed) throws IOException {
            boolean isStagedRecord = changed.getParent().getName().equals("sweeps")
                    && changed.toString().contains("/_staging/");
            isBegun |= isStagedRecord;
            if (isBegun && !isStagedRecord && !changed.getName().equals(DatasetLock.NAME)) {
                changes++;
            }
            if (changes > most) {
                throw new IOException("the process is dead");
            }
        }
    }

    /**
     * A sweep dies again and again while it publishes, and the next attempt goes on. At all times, readers have all rows of
     * every sweep that has a record.
     *
     * @param changes of the file system between two deaths
     */
    void assertReadersSeeWholeSweepsWhereverAPublicationDies(int changes) throws Exception {
        SweepRecord first = sweep("first");
        Death death = new Death(changes);
        MortalFileSystem.use(death);
        try {
            int deaths = 0;
            while (published().size() == 1) {
                try {
                    sweep("second");
                } catch (IOException dead) {
                    assertThat(dead).hasStackTraceContaining("the process is dead");
                    assertWhole();
                    if (deaths++ % DEATHS_PER_QUERY == 0) {
                        assertThat(sweepsInTheViews()).isEqualTo(published());
                    }
                    death.revive();
                    assertLockNamesItsProcess();
                    death.revive();
                }
            }
            assertThat(deaths).isGreaterThan(3);
        } finally {
            MortalFileSystem.use(path -> {});
        }
        assertWhole();
        assertThat(sweepsInTheViews()).isEqualTo(published());
        assertThat(new PublishedSweeps(dataset, hadoop).last().orElseThrow().rows())
                .isEqualTo(first.rows());
        sweep("third");
        assertThat(files.exists(new DatasetLayout(dataset).staging())).isFalse();
        assertThat(files.exists(lock())).isFalse();
    }

    /** The dead process could not remove its lock; a person does. */
    private void assertLockNamesItsProcess() throws IOException {
        assertThatThrownBy(() -> sweep("second")).isInstanceOfSatisfying(DatasetBusyException.class, busy -> {
            assertThat(busy)
                    .hasMessageContaining(
                            "process %d on ".formatted(ProcessHandle.current().pid()));
            assertThat(busy.remedy()).contains("delete the file " + files.makeQualified(lock()));
        });
        files.delete(lock(), false);
    }

    /** Of several processes that begin at the same moment, one has the lock, and then the next one can have it. */
    void assertOneWriterAtATime() throws Exception {
        for (int round = 0; round < 3; round++) {
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<Future<DatasetLock>> asked = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                asked.add(threads.submit(() -> DatasetLock.take(dataset, hadoop)));
            }
            List<DatasetLock> taken = new ArrayList<>();
            for (Future<DatasetLock> each : asked) {
                try {
                    taken.add(each.get());
                } catch (ExecutionException refused) {
                    assertThat(refused).cause().isInstanceOf(DatasetBusyException.class);
                }
            }
            threads.shutdown();
            assertThat(taken).hasSize(1);
            taken.get(0).close();
            assertThat(files.exists(lock())).isFalse();
        }
    }

    private Path lock() {
        return new Path(dataset, DatasetLock.NAME);
    }

    private SweepRecord sweep(String mirror) throws Exception {
        return new Sweep(spark, dataset, Clock.systemUTC()).run(List.of(mirror), listed, InputMode.READ);
    }

    private List<String> published() throws IOException {
        return new PublishedSweeps(dataset, hadoop)
                .ids().stream().map(SweepId::text).toList();
    }

    private void assertWhole() throws IOException {
        PublishedSweeps sweeps = new PublishedSweeps(dataset, hadoop);
        for (SweepId sweep : sweeps.ids()) {
            for (FlatTable table : FlatTable.values()) {
                assertThat(new ParquetFolder(hadoop, new DatasetLayout(dataset).table(table), Optional.of(sweep))
                                .rows())
                        .as("%s of %s", table, sweep)
                        .isEqualTo(sweeps.record(sweep).rows().get(table.folder()));
            }
        }
    }

    /** Asks only the views of one table: creating all of them takes longer than an attempt. */
    private List<String> sweepsInTheViews() throws IOException {
        Views.inSpark(dataset.toString(), DatasetDocuments.description(hadoop, dataset)).stream()
                .filter(view -> view.matches(
                        "(?s)CREATE OR REPLACE TEMPORARY VIEW (sweeps|elf_files(_published|_history)?)\\b.*"))
                .filter(view -> !view.contains("VIEW elf_files AS"))
                .forEach(spark::sql);
        return spark.sql("SELECT DISTINCT sweep FROM elf_files_history ORDER BY sweep").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
