package dev.wheelsweep.spark.dictionary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;

/**
 * The views over a dataset, {@code views.sql}: the current rows of each table, the rows of all sweeps, nested lists as
 * rows, and relations that many questions need.
 */
public final class Views {
    static final String SWEEPS = "sweeps";
    static final String HISTORY = "_history";
    private static final String VERDICTS = "verdicts";
    private static final String REJUDGED = "judgements_again";

    /** The table with the files of each sweep. Those of the last sweep decide which rows are current. */
    private static final String LISTING = "mirror_files";

    private final Dialect dialect;
    private final String root;
    private final CompactedSweeps compacted;
    private final Set<String> absent;
    private final Set<String> uncompacted;
    private final TableDescription judgements;
    private final List<RejudgedSweeps> rejudged;
    private final List<String> statements = new ArrayList<>();

    private Views(Dialect dialect, String root, DatasetDescription dataset) {
        this.dialect = dialect;
        this.root = root;
        this.compacted = dataset.compacted();
        this.absent = dataset.absent();
        this.uncompacted = dataset.uncompacted();
        this.judgements = dataset.judgements();
        this.rejudged = dataset.rejudged();
    }

    /** @return the text of the file that creates the views, to be run in the dataset's folder */
    static String file(Dialect dialect, DatasetDescription dataset) {
        return "-- Views over this dataset for %s; README.md describes them and their columns.%n"
                        .formatted(dialect.engine())
                + dialect.introduction()
                + "\n"
                + String.join(DuckDbViews.SEPARATOR, statements(dialect, "", dataset))
                + ";\n";
    }

    /**
     * @param folder the dataset's folder, as Spark spells it
     * @return the statements that create the views in a Spark session, in order
     */
    public static List<String> inSpark(String folder, DatasetDescription dataset) {
        String escaped = folder.replace("\\", "\\\\").replace("'", "\\'");
        return statements(Dialect.SPARK, escaped + "/", dataset);
    }

    private static List<String> statements(Dialect dialect, String root, DatasetDescription dataset) {
        Views views = new Views(dialect, root, dataset);
        views.statements.addAll(dialect.records(SWEEPS, root + "sweeps", dataset.sweeps()));
        dataset.catalog().forEach(views::catalog);
        views.rejudged();
        dataset.tables().forEach(table -> views.stored(table, SchemaJson.folder(table)));
        views.current(LISTING, "t.sweep = (SELECT max(s.sweep) FROM %s s)".formatted(SWEEPS));
        dataset.tables().stream()
                .map(TableDescription::name)
                .filter(name -> !name.equals(LISTING))
                .forEach(views::current);
        views.nested(dataset);
        views.unfolded();
        for (SharedRelation relation : SharedRelation.values()) {
            views.statements.add(relation.statement());
        }
        return views.statements;
    }

    private static String base(String table) {
        return table + "_published";
    }

    private void catalog(CatalogFile file) {
        TableDescription table = file.table();
        statements.add(
                absent.contains(table.name())
                        ? dialect.none(table.name(), table.schema())
                        : dialect.lines(table.name(), root + file.path(), table.schema()));
    }

    private void stored(TableDescription table, String folder) {
        if (absent.contains(table.name())) {
            statements.add(dialect.none(base(table.name()), table.schema()));
        } else {
            published(table, folder, compacted.others());
        }
        history(table.name(), Stream.concat(Stream.of(base(table.name())), lacked(table).stream()));
    }

    /** Verdicts of the same policies again, in any of several folders. */
    private void rejudged() {
        if (rejudged.isEmpty()) {
            return;
        }
        List<String> parts = new ArrayList<>();
        for (RejudgedSweeps folder : rejudged) {
            String part = REJUDGED + "_" + parts.size();
            statements.add(
                    dialect.parquet(part, "%s%s/%s".formatted(root, folder.folder(), VERDICTS), judgements.schema()));
            parts.add("SELECT * FROM %s WHERE %s".formatted(part, new JudgedSweeps(folder.verdicts()).condition()));
        }
        view(REJUDGED, String.join(" " + dialect.union() + " ", parts));
    }

    /** The verdicts that are replaced. */
    private JudgedSweeps replaced() {
        Map<String, List<String>> sweeps = new TreeMap<>();
        rejudged.forEach(folder -> folder.verdicts()
                .forEach((policy, ids) -> sweeps.computeIfAbsent(policy, first -> new ArrayList<>())
                        .addAll(ids)));
        return new JudgedSweeps(sweeps);
    }

    /** @return the rows of a table for sweeps that were published without it: from the list of this name in later verdicts */
    private Optional<String> lacked(TableDescription table) {
        List<String> sweeps = rejudged.stream()
                .flatMap(folder -> folder.lacked().getOrDefault(table.name(), List.of()).stream())
                .toList();
        if (sweeps.isEmpty()) {
            return Optional.empty();
        }
        ArrayType list = (ArrayType) judgements.schema().apply(table.name()).dataType();
        List<String> record = List.of(((StructType) list.elementType()).fieldNames());
        String columns = Stream.of(table.schema().fieldNames())
                .map(column -> record.contains(column) ? "need.%s AS %s".formatted(column, column) : column)
                .collect(Collectors.joining(", "));
        return Optional.of(
                """
                (SELECT %s FROM (SELECT *, %s(%s) AS need FROM %s t WHERE %s
                    AND EXISTS (SELECT 1 FROM %s s WHERE s.sweep = t.sweep AND s.policy_id = t.policy_id)))""".formatted(columns, dialect.unnest(), table.name(), REJUDGED, JudgedSweeps.in(sweeps), SWEEPS));
    }

    /** The rows of published sweeps. */
    private void history(String table, Stream<String> relations) {
        view(
                table + HISTORY,
                relations
                        .map(rows -> "SELECT * FROM %s t WHERE EXISTS (SELECT 1 FROM %s s WHERE s.sweep = t.sweep)"
                                .formatted(rows, SWEEPS))
                        .collect(Collectors.joining(" " + dialect.union() + " ")));
    }

    /**
     * The table with the rows of all sweeps, also of those that are not published yet.
     *
     * @param others an SQL condition for the rows that are not compacted
     */
    private void published(TableDescription described, String folder, String others) {
        String table = described.name();
        if (compacted.isEmpty()) {
            statements.add(dialect.parquet(base(table), root + folder, described.schema()));
        } else {
            String bySweep = table + "_by_sweep";
            String together = table + "_compacted";
            statements.add(dialect.parquet(bySweep, root + folder, described.schema()));
            statements.add(
                    uncompacted.contains(table)
                            ? dialect.none(together, described.schema())
                            : dialect.parquet(
                                    together,
                                    "%s%s/%s".formatted(root, compacted.folder(), folder),
                                    described.schema()));
            view(
                    base(table),
                    "SELECT * FROM %s WHERE %s %s SELECT * FROM %s"
                            .formatted(bySweep, others, dialect.union(), together));
        }
    }

    /** For each file that the last sweep listed, the rows of the sweep that read it last. */
    private void current(String table) {
        current(
                table,
                "EXISTS (SELECT 1 FROM %s f WHERE f.wheel_path = t.wheel_path AND f.facts_sweep = t.sweep)"
                        .formatted(LISTING));
    }

    private void current(String table, String condition) {
        view(table, "SELECT * FROM %s t WHERE %s".formatted(table + HISTORY, condition));
    }

    private void nested(DatasetDescription dataset) {
        String facts = dataset.facts().name();
        stored(dataset.facts(), facts);
        current(facts);
        String judgements = dataset.judgements().name();
        published(dataset.judgements(), VERDICTS, compacted.otherVerdicts());
        history(
                judgements,
                rejudged.isEmpty()
                        ? Stream.of(base(judgements))
                        : Stream.of(
                                "(SELECT * FROM %s WHERE %s)"
                                        .formatted(base(judgements), replaced().others()),
                                REJUDGED));
        // Only the policies that the sweep was published with; the history also has the verdicts of others.
        current(
                judgements,
                "EXISTS (SELECT 1 FROM %s f JOIN %s s ON s.sweep = f.facts_sweep WHERE f.wheel_path = t.wheel_path"
                                .formatted(LISTING, SWEEPS)
                        + " AND s.sweep = t.sweep AND s.policy_id = t.policy_id)");
    }

    /** Lists as rows. The engines have different functions for this; with these views queries need none. */
    private void unfolded() {
        unfold("violations", "verdicts", "evidence", """
                policy_id, tag, need.axis AS axis, need.file AS path, need.library AS library, need.version AS needed,
                    need.symbols AS symbols, need.weak AS weak""");
        unfold("required_symbols", "symbol_requirements", "symbols", """
                path, arch, library, symbol_version, namespace, version_numbers, need AS symbol,
                    weak AND array_contains(weak_symbols, need) AS weak""");
        unfold("compilers", "elf_files", "compilers", "path, arch, is_vendored, need AS compiler");
        unfold("external_libraries", "judgements", "external_libraries", """
                policy_id, judged_arch AS arch, need.library AS library, need.policy AS policy,
                    need.needed_by AS needed_by""");
        unfold("external_versions", "external_needs", "versions", """
                library, arch, libc, versions, need AS symbol_version""");
    }

    private void unfold(String view, String table, String list, String columns) {
        view(view, """
                SELECT project, version, filename, wheel_path, %s, sweep
                FROM (SELECT *, %s(%s) AS need FROM %s)""".formatted(columns, dialect.unnest(), list, table));
    }

    private void view(String name, String query) {
        statements.add("CREATE OR REPLACE TEMPORARY VIEW %s AS%n%s".formatted(name, query));
    }
}
