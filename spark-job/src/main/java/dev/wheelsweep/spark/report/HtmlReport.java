package dev.wheelsweep.spark.report;

import com.samskivert.mustache.Mustache;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.query.Answer;
import dev.wheelsweep.spark.query.Questions;
import dev.wheelsweep.spark.query.SweptDataset;
import dev.wheelsweep.spark.query.WrongSqlException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The page about the last sweep of a dataset. */
public final class HtmlReport {
    private static final String TEMPLATE = "report.mustache";

    /** Blockers shown as bars; the table has more. */
    private static final int BARS = 15;

    /** Systems shown, the best known; the question's answer has more. */
    private static final int SYSTEMS = 24;

    private final SweptDataset dataset;
    private final Questions questions;
    /** By question: tiles and sections show some of them twice. */
    private final Map<String, Answer> answers = new HashMap<>();

    /** @param questions those of this release */
    public HtmlReport(SweptDataset dataset, Questions questions) {
        this.dataset = dataset;
        this.questions = questions;
    }

    /**
     * @param record of the last sweep
     * @return the page
     * @throws WrongSqlException if another release wrote the dataset, and it lacks a column
     */
    public String of(SweepRecord record) throws IOException, WrongSqlException {
        return render(new Page(
                record.sweep(),
                Instant.parse(record.finished()).truncatedTo(ChronoUnit.SECONDS).toString(),
                record.policyId(),
                record.scannerVersion(),
                tiles(),
                sections()));
    }

    /**
     * What the template shows.
     *
     * @param sections in the order of the page
     */
    private record Page(
            String sweep, String finished, String policy, String release, List<Tile> tiles, List<Section> sections) {}

    /** An important number. */
    private record Tile(String label, String value) {}

    /** Numbers of all current files, whichever sweep read them. */
    private List<Tile> tiles() throws WrongSqlException {
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile("files", Texts.number((double) sum("coverage", "files"))));
        SortedMap<String, Long> verdicts = new TreeMap<>();
        answer("verdicts-by-architecture")
                .lines()
                .forEach(line -> verdicts.merge(line.text("verdict"), line.number("wheels"), Long::sum));
        verdicts.forEach((verdict, wheels) -> tiles.add(new Tile(words(verdict), Texts.number((double) wheels))));
        tiles.add(new Tile("findings", Texts.number((double) sum("findings-by-kind", "findings"))));
        tiles.add(new Tile("failures", Texts.number((double) sum("failures-by-reason", "failures"))));
        return tiles;
    }

    private long sum(String question, String column) throws WrongSqlException {
        return answer(question).lines().stream()
                .mapToLong(line -> line.number(column))
                .sum();
    }

    private static String words(String column) {
        return Texts.shown(column.replace('_', ' '));
    }

    private List<Section> sections() throws WrongSqlException {
        List<Section> sections = new ArrayList<>();
        sections.add(changes());
        sections.add(systems());
        sections.add(claimedAgainstMeasured());
        sections.add(floors());
        sections.add(bars(
                "what-blocks-an-older-tag",
                "What blocks an older glibc: symbols",
                "Wheels whose glibc floor each symbol sets, above 2.17.",
                line -> line.text("symbol") + "@" + line.text("symbol_version")));
        sections.add(bars(
                "libraries-outside-the-policy",
                "What blocks an older tag: libraries",
                "Wheels that expect each library of the system, and the best policy that grants it; linux: none does.",
                line -> "%s (%s)".formatted(line.text("library"), line.text("best_possible_policy"))));
        sections.add(
                table(
                        "overclaims",
                        "Broken promises",
                        "Every need that a platform tag of the wheel's name does not promise, with the file and symbols to blame."));
        sections.add(table(
                "unreadable-wheels",
                "Wheels that cannot be read, or not all of them",
                "Each bad entry, and each wheel that is bad as a whole. What they need is unknown."));
        sections.add(bars(
                "failures-by-reason",
                "What could not be read",
                "Failures of wheels and of single entries, by reason.",
                line -> line.text("stage") + ": " + line.text("reason"),
                "failures"));
        sections.add(bars(
                "findings-by-kind",
                "Oddities",
                "Wheels with each kind of finding.",
                line -> line.text("id").replace('_', ' ')));
        sections.add(bars(
                "coverage", "Coverage", "The outcome for every listed file.", line -> line.text("status"), "files"));
        sections.add(bars(
                "sweep-speed",
                "Speed",
                "Wheels per second of a scanning thread, by sweep, from the sweep's own rows.",
                line -> line.text("sweep"),
                "wheels_per_thread_second"));
        return sections;
    }

    private Section changes() throws WrongSqlException {
        String question = "changes-since-last-sweep";
        Answer answer = answer(question);
        SortedMap<String, Long> kinds = new TreeMap<>();
        answer.lines().forEach(line -> kinds.merge(line.text("change"), 1L, Long::sum));
        return Section.bars(
                question,
                "Since the last sweep",
                answer.rows().isEmpty()
                        ? "Nothing came, went, or was judged differently."
                        : "Files that came, went, or have another verdict; on the first sweep, all came.",
                Bar.of(List.copyOf(kinds.entrySet()), Map.Entry::getKey, Map.Entry::getValue),
                TableView.of(question, answer));
    }

    private Section systems() throws WrongSqlException {
        String question = "who-can-run-what";
        return Section.table(
                question,
                "Who can run what, until when",
                "For each supported system: the wheels for its C library and architectures, the share of them whose tag this C"
                        + " library takes, and the wheels that its pip installs but its loader refuses.",
                TableView.of(question, answer(question), SYSTEMS));
    }

    private Section claimedAgainstMeasured() throws WrongSqlException {
        String question = "claimed-against-measured";
        Answer answer = answer(question);
        return Section.heatMaps(
                question,
                "Claimed against measured",
                "Wheels by the glibc that the name promises (rows) and the glibc that the ELF files need (columns)."
                        + " Red: more is needed than promised.",
                HeatMap.of(answer),
                TableView.of(question, answer));
    }

    private Section floors() throws WrongSqlException {
        String question = "glibc-floor-by-architecture";
        Answer answer = answer(question);
        SortedMap<Long, Long> floors = new TreeMap<>();
        answer.lines().forEach(line -> floors.merge(line.number("glibc_minor"), line.number("wheels"), Long::sum));
        return Section.bars(
                question,
                "The glibc that wheels need",
                "Wheels by the oldest glibc that they load with.",
                Bar.of(List.copyOf(floors.entrySet()), floor -> Texts.glibc(floor.getKey()), Map.Entry::getValue),
                TableView.of(question, answer));
    }

    private Section bars(String question, String title, String lead, Function<Answer.Line, String> label)
            throws WrongSqlException {
        return bars(question, title, lead, label, "wheels");
    }

    private Section bars(String question, String title, String lead, Function<Answer.Line, String> label, String length)
            throws WrongSqlException {
        Answer answer = answer(question);
        List<Answer.Line> longest = answer.lines().stream().limit(BARS).toList();
        return Section.bars(
                question,
                title,
                longest.isEmpty() ? "There is none." : lead,
                Bar.of(longest, label, line -> line.decimal(length)),
                TableView.of(question, answer));
    }

    private Section table(String question, String title, String lead) throws WrongSqlException {
        Answer answer = answer(question);
        return Section.table(
                question, title, answer.rows().isEmpty() ? "There is none." : lead, TableView.of(question, answer));
    }

    private Answer answer(String question) throws WrongSqlException {
        Answer answer = answers.get(question);
        if (answer == null) {
            answer = dataset.answer(questions.named(question).sql());
            answers.put(question, answer);
        }
        return answer;
    }

    private static String render(Page page) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(TEMPLATE);
                Reader template = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .escapeHTML(true)
                    .emptyStringIsFalse(true)
                    .compile(template)
                    .execute(page);
        }
    }
}
