package dev.wheelsweep.spark.dictionary;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The views of a dataset's {@code views.sql}, read back. The file is part of a dataset, which may come from anywhere, so
 * nothing in it is run as it is: each query is to be checked first.
 */
public final class DuckDbViews {
    /** The name of the file in the dataset's folder. */
    public static final String FILE = "views.sql";

    /** The last statement before the views. */
    static final String TIME_ZONE = "SET TimeZone = 'UTC';";

    /** Between two statements. */
    static final String SEPARATOR = ";\n\n";

    private static final Pattern VIEW =
            Pattern.compile("\\s*CREATE OR REPLACE TEMPORARY VIEW ([a-z_0-9]+) AS\\s+(.*)", Pattern.DOTALL);
    private static final Pattern FILES = Pattern.compile("\\b(read_parquet|read_json)\\('");

    private DuckDbViews() {}

    /**
     * @param text of the file
     * @param folder of the dataset, to which the file's paths are relative
     * @return the query of each view, in order; {@link SharedRelation} as this release has them; empty if this is no such file
     */
    public static Optional<Map<String, String>> of(String text, String folder) {
        int start = text.indexOf(TIME_ZONE);
        if (start < 0) {
            return Optional.empty();
        }
        String root = Matcher.quoteReplacement(folder.replace("'", "''") + "/");
        Map<String, String> views = new LinkedHashMap<>();
        String statements = text.substring(start + TIME_ZONE.length()).stripTrailing();
        for (String statement : statements.split(SEPARATOR, -1)) {
            Optional<MatchResult> view =
                    VIEW.matcher(statement).results().findFirst().filter(match -> match.start() == 0);
            if (view.isEmpty()) {
                return Optional.empty();
            }
            String query = view.get().group(2);
            views.put(view.get().group(1), FILES.matcher(query).replaceAll("$1('" + root));
        }
        String last = views.keySet().stream().reduce((first, second) -> second).orElseThrow();
        views.computeIfPresent(
                last, (name, query) -> query.endsWith(";") ? query.substring(0, query.length() - 1) : query);
        for (SharedRelation relation : SharedRelation.values()) {
            views.put(relation.view(), relation.query());
        }
        return Optional.of(views);
    }
}
