package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.query.Answer;
import dev.wheelsweep.spark.query.WrongSqlException;
import dev.wheelsweep.spark.report.Page.Chapter;
import dev.wheelsweep.spark.report.Tile.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What the page about a mirror shows: which question in which form, in which order. */
final class MirrorSections {
    /** Bars of a chart; the table has more. */
    private static final int BARS = 10;

    /** Systems shown, the best known; the question's answer has more. */
    private static final int SYSTEMS = 24;

    private static final String OVERCLAIMS = "overclaims";
    private static final String UNREADABLE = "unreadable-wheels";
    private static final String OLDER_TAG = "older-tag-would-do";
    private static final String FINDINGS = "findings-by-kind";
    private static final String VERDICTS = "verdicts-by-architecture";
    private static final String COVERAGE = "coverage";
    /** The question about all projects, and the anchor of its section. */
    static final String PROJECTS = "projects";

    private static final String FILENAME = "filename";
    private static final String WHEELS = "wheels";

    private final Answers answers;
    private final ProjectLinks projects;
    /** Titles of the sections whose questions have no rows. */
    private final List<String> withoutRows = new ArrayList<>();

    MirrorSections(Answers answers, ProjectLinks projects) {
        this.answers = answers;
        this.projects = projects;
    }

    /** @return numbers of all current files, whichever sweep read them, the most urgent first */
    List<Tile> tiles() throws WrongSqlException {
        SortedMap<String, Long> verdicts = new TreeMap<>();
        answers.to(VERDICTS)
                .lines()
                .forEach(line -> verdicts.merge(line.text("verdict"), line.number(WHEELS), Long::sum));
        return List.of(
                Tile.of("overclaim", verdicts.getOrDefault("overclaims", 0L), Urgency.WRONG, OVERCLAIMS),
                Tile.of("not read completely", answers.sum(PROJECTS, "unread"), Urgency.WRONG, UNREADABLE),
                Tile.of("findings that are errors", errors(), Urgency.WRONG, FINDINGS),
                Tile.of("underclaim", verdicts.getOrDefault("underclaims", 0L), Urgency.LOOK, OLDER_TAG),
                Tile.of("verdict unknown", verdicts.getOrDefault("unknown", 0L), Urgency.LOOK, VERDICTS),
                Tile.of("honest", verdicts.getOrDefault("honest", 0L), Urgency.GOOD, VERDICTS),
                Tile.of("no tag to judge", verdicts.getOrDefault("not_applicable", 0L), Urgency.PLAIN, VERDICTS),
                Tile.of("files", answers.sum(COVERAGE, "files"), Urgency.PLAIN, COVERAGE));
    }

    private long errors() throws WrongSqlException {
        return answers.to(FINDINGS).lines().stream()
                .filter(line -> line.text("severity").equals("error"))
                .mapToLong(line -> line.number("findings"))
                .sum();
    }

    /** @return the chapters, the most urgent first; what has no rows is named at the end */
    List<Chapter> chapters() throws WrongSqlException {
        List<Chapter> chapters = new ArrayList<>();
        chapters.add(new Chapter("Needs attention", present(urgent())));
        chapters.add(new Chapter("What wheels need", present(needs())));
        chapters.add(new Chapter("Where they run", present(systems())));
        chapters.add(new Chapter("Who supplies and who built it", present(origins())));
        chapters.add(new Chapter("The mirror", present(mirror())));
        if (!withoutRows.isEmpty()) {
            chapters.add(new Chapter(
                    "",
                    List.of(Section.withoutRows(
                            "nothing", "Nothing to show", "No rows: " + String.join("; ", withoutRows) + "."))));
        }
        chapters.removeIf(chapter -> chapter.sections().isEmpty());
        return chapters;
    }

    private List<Section> present(List<Section> sections) {
        List<Section> present = new ArrayList<>();
        for (Section section : sections) {
            if (section.isEmpty()) {
                withoutRows.add(section.title());
            } else {
                present.add(section);
            }
        }
        return present;
    }

    private List<Section> urgent() throws WrongSqlException {
        return List.of(
                groups(
                        OVERCLAIMS,
                        "Broken promises",
                        "Wheels that need what a platform tag of their name does not promise. A line opens: the files and symbols"
                                + " to blame.",
                        MirrorSections::broken),
                groups(
                        UNREADABLE,
                        "Wheels that cannot be read, or not all of them",
                        "What they need is unknown. A line opens: each bad entry.",
                        MirrorSections::unread),
                table(
                        "abi3-violations",
                        "Stable ABI tags that are not kept",
                        "Wheels whose files import symbols of CPython that their abi3 tag does not promise."),
                groups(
                        "undeclared-suppliers",
                        "Libraries of other projects, not required",
                        "Wheels that need a library which other projects of the mirror bring, and that require none of them.",
                        lines -> distinct(lines, "library")),
                table(
                        "suppliers-that-lack-versions",
                        "Suppliers without the needed version",
                        "Wheels that need symbol versions which no release of the supplying projects defines."),
                bars(
                        FINDINGS,
                        "Findings",
                        "Wheels with each kind of finding: wheelsweep explain NAME says what it means.",
                        line -> "%s (%s)".formatted(line.text("id"), line.text("severity")),
                        WHEELS));
    }

    private List<Section> needs() throws WrongSqlException {
        return List.of(
                claimedAgainstMeasured(),
                floors(),
                bars(
                        "what-blocks-an-older-tag",
                        "What blocks an older glibc: symbols",
                        "Wheels whose glibc floor each symbol sets, above 2.17.",
                        line -> line.text("symbol") + "@" + line.text("symbol_version"),
                        WHEELS),
                bars(
                        "libraries-outside-the-policy",
                        "What blocks an older tag: libraries",
                        "Wheels that expect each library of the system, and the best policy that grants it; linux: none does.",
                        line -> "%s (%s)".formatted(line.text("library"), line.text("best_possible_policy")),
                        WHEELS),
                table(
                        OLDER_TAG,
                        "Wheels that could claim less",
                        "Their files need less than their tags say: with the suggested tag, more systems would take them."));
    }

    private List<Section> systems() throws WrongSqlException {
        String question = "who-can-run-what";
        Answer answer = answers.to(question);
        List<Answer.Line> asked = answer.lines().stream()
                .filter(line -> line.number(WHEELS) > 0)
                .limit(SYSTEMS)
                .toList();
        return List.of(Section.bars(
                question,
                "Who can run what, until when",
                "The share of the wheels for its C library and architectures whose tag each supported system takes. Refused: its"
                        + " pip installs the wheel, but its loader does not load it.",
                Bar.of(
                        asked,
                        line -> "%s, until %s".formatted(line.text("name"), support(line)),
                        line -> line.decimal("percent_taken"),
                        line -> "%s %%%s".formatted(line.text("percent_taken"), refused(line))),
                answer));
    }

    private List<Section> origins() throws WrongSqlException {
        return List.of(
                table(
                        "accelerator-releases",
                        "Accelerators",
                        "The release of CUDA, ROCm and other stacks that wheels need, and the oldest driver for it."),
                bars(
                        "needs-without-supplier",
                        "Needed libraries that no wheel brings",
                        "Wheels that need each library; drivers, interpreters and optional backends say so.",
                        line -> line.text("library") + reason(line.text("reason")),
                        WHEELS),
                table(
                        "built-on-past-systems",
                        "Built on systems past their support",
                        "Releases with files of a compiler whose system is no longer supported."),
                bars(
                        "vendored-components",
                        "Components of other projects in wheels",
                        "Projects that ship each component which a bill of materials lists.",
                        line -> line.text("component"),
                        "projects"));
    }

    private List<Section> mirror() throws WrongSqlException {
        return List.of(
                changes(),
                trend(),
                projects(),
                bars(
                        VERDICTS,
                        "Verdicts by architecture",
                        "Wheels by the architecture that they were judged for.",
                        line -> "%s: %s".formatted(line.text("arch"), words(line.text("verdict"))),
                        WHEELS),
                bars(
                        "failures-by-reason",
                        "What could not be read",
                        "Failures of wheels and of single entries, by reason.",
                        line -> line.text("stage") + ": " + line.text("reason"),
                        "failures"),
                bars(COVERAGE, "Coverage", "The outcome for every listed file.", line -> line.text("status"), "files"),
                bars(
                        "sweep-speed",
                        "Speed",
                        "Wheels per second of a scanning thread, by sweep, from the sweep's own rows.",
                        line -> line.text("sweep"),
                        "wheels_per_thread_second"));
    }

    private Section changes() throws WrongSqlException {
        String question = "changes-since-last-sweep";
        Answer answer = answers.to(question);
        SortedMap<String, Long> kinds = new TreeMap<>();
        answer.lines().forEach(line -> kinds.merge(line.text("change"), 1L, Long::sum));
        return Section.bars(
                question,
                "Since the last sweep",
                "Files that came, went, or have another verdict; on the first sweep, all came.",
                Bar.of(List.copyOf(kinds.entrySet()), Map.Entry::getKey, Map.Entry::getValue),
                answer);
    }

    private Section trend() throws WrongSqlException {
        String question = "trend";
        Answer answer = answers.to(question);
        return Section.stacks(
                question,
                "The last sweeps",
                "The wheels of each sweep, oldest first.",
                List.of(
                        Stacks.of(
                                "by verdict",
                                answer,
                                "started",
                                List.of(
                                        new Stacks.Key("overclaims", "overclaim", "wrong"),
                                        new Stacks.Key("underclaims", "underclaim", "look"),
                                        new Stacks.Key("honest", "honest", "good"))),
                        Stacks.of(
                                "by the glibc that they need",
                                answer,
                                "started",
                                List.of(
                                        new Stacks.Key("glibc_above_2_28", "above 2.28", "strong"),
                                        new Stacks.Key("glibc_to_2_28", "2.18 to 2.28", "middle"),
                                        new Stacks.Key("glibc_to_2_17", "2.17 or older", "faint"))),
                        Stacks.of(
                                "not read completely",
                                answer,
                                "started",
                                List.of(new Stacks.Key("unread", "not read completely", "wrong")))),
                answer);
    }

    private Section projects() throws WrongSqlException {
        Answer answer = answers.to(PROJECTS);
        return Section.table(
                PROJECTS,
                "Projects",
                "Those that need attention come first.",
                answer,
                TableView.of(TableView.query(PROJECTS), answer, TableView.SHOWN, projects::of));
    }

    private Section claimedAgainstMeasured() throws WrongSqlException {
        String question = "claimed-against-measured";
        Answer answer = answers.to(question);
        return Section.heatMaps(
                question,
                "Claimed against measured",
                "Wheels by the glibc that the name promises (rows) and the glibc that the ELF files need (columns)."
                        + " Red: more is needed than promised.",
                HeatMap.of(answer),
                answer);
    }

    private Section floors() throws WrongSqlException {
        String question = "glibc-floor-by-architecture";
        Answer answer = answers.to(question);
        SortedMap<Long, Long> floors = new TreeMap<>();
        answer.lines().forEach(line -> floors.merge(line.number("glibc_minor"), line.number(WHEELS), Long::sum));
        return Section.bars(
                question,
                "The glibc that wheels need",
                "Wheels by the oldest glibc that they load with.",
                Bar.of(List.copyOf(floors.entrySet()), floor -> Texts.glibc(floor.getKey()), Map.Entry::getValue),
                answer);
    }

    private Section bars(String question, String title, String lead, Function<Answer.Line, String> label, String length)
            throws WrongSqlException {
        Answer answer = answers.to(question);
        return Section.bars(
                question,
                title,
                lead,
                Bar.of(answer.lines().stream().limit(BARS).toList(), label, line -> line.decimal(length)),
                answer);
    }

    private Section table(String question, String title, String lead) throws WrongSqlException {
        return Section.table(question, title, lead, answers.to(question));
    }

    private Section groups(String question, String title, String lead, Function<List<Answer.Line>, String> note)
            throws WrongSqlException {
        return Section.groups(
                question,
                title,
                lead,
                Groups.of(TableView.query(question), answers.to(question), FILENAME, note, projects::ofWheel));
    }

    private static String broken(List<Answer.Line> lines) {
        Answer.Line first = lines.get(0);
        return "%s does not promise %s".formatted(first.text("tag"), Texts.andMore(needs(lines)));
    }

    private static List<String> needs(List<Answer.Line> lines) {
        return lines.stream()
                .map(line -> line.text("needed").isEmpty() ? line.text("library") : line.text("needed"))
                .filter(need -> !need.isEmpty())
                .distinct()
                .toList();
    }

    private static String unread(List<Answer.Line> lines) {
        return "%s: %s"
                .formatted(
                        lines.get(0).text("status"),
                        Texts.andMore(lines.stream()
                                .map(line -> words(line.text("reason")))
                                .distinct()
                                .toList()));
    }

    private static String distinct(List<Answer.Line> lines, String column) {
        return Texts.andMore(
                lines.stream().map(line -> line.text(column)).distinct().toList());
    }

    /** @return the year in which the last kind of support ends */
    private static String support(Answer.Line system) {
        String extended = system.text("end_of_extended_support");
        return (extended.isEmpty() ? system.text("end_of_support") : extended).substring(0, "YYYY".length());
    }

    private static String refused(Answer.Line system) {
        long wheels = system.number("do_not_load");
        return wheels == 0 ? "" : ", %s refused".formatted(Texts.number((double) wheels));
    }

    private static String reason(String reason) {
        return reason.equals("not_in_mirror") ? "" : " (%s)".formatted(words(reason));
    }

    private static String words(String column) {
        return column.replace('_', ' ');
    }
}
