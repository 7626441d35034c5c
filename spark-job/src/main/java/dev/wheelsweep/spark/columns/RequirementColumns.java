package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.wheel.DependencySpecifier;
import dev.wheelsweep.core.wheel.ProjectName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a wheel requires: one {@code Requires-Dist} of METADATA. */
public final class RequirementColumns {
    private static final String NO_SPECIFIER = "the line cannot be parsed";

    private static final ShapeBuilder<WheelRequirement> COLUMNS = new ShapeBuilder<>();

    /**
     * One requirement of a wheel.
     *
     * @param position among those of the wheel, from 0
     */
    record WheelRequirement(int position, DependencySpecifier specifier) {

        /** @param requiresDist every {@code Requires-Dist:}, raw */
        static List<WheelRequirement> allOf(List<String> requiresDist) {
            return IntStream.range(0, requiresDist.size())
                    .mapToObj(place -> new WheelRequirement(place, DependencySpecifier.parse(requiresDist.get(place))))
                    .toList();
        }
    }

    public static final ColumnSpec<WheelRequirement, Integer> POSITION = COLUMNS.column(
            "position",
            Type.INT,
            "The place among the Requires-Dist lines of METADATA, counted from 0.",
            "0",
            WheelRequirement::position);
    public static final ColumnSpec<WheelRequirement, String> REQUIRED_PROJECT = COLUMNS.nullable(
            "required_project",
            Type.TEXT,
            "The required project's name in normal form (PEP 503).",
            "nvidia-cublas-cu12",
            NO_SPECIFIER,
            required -> required.specifier().project().map(ProjectName::normalized));
    public static final ColumnSpec<WheelRequirement, List<String>> EXTRAS = COLUMNS.column(
            "extras",
            Type.TEXTS,
            "The extras of the required project, as written.",
            "[cuda]",
            required -> required.specifier().extras());
    public static final ColumnSpec<WheelRequirement, String> SPECIFIER = COLUMNS.nullable(
            "specifier",
            Type.TEXT,
            "The version specifiers as written, without parentheses.",
            ">=12.4,<13",
            "every version will do, a URL is required, or " + NO_SPECIFIER,
            required -> required.specifier().specifier());
    public static final ColumnSpec<WheelRequirement, String> URL = COLUMNS.nullable(
            "url",
            Type.TEXT,
            "The URL of the required file, as written.",
            "https://example.org/pkg-1.0-py3-none-any.whl",
            "it names none, or " + NO_SPECIFIER,
            required -> required.specifier().url());
    public static final ColumnSpec<WheelRequirement, String> MARKER = COLUMNS.nullable(
            "marker",
            Type.TEXT,
            "The environment marker as written: where the requirement counts.",
            "platform_system == \"Linux\"",
            "it counts everywhere, or " + NO_SPECIFIER,
            required -> required.specifier().marker());
    public static final ColumnSpec<WheelRequirement, String> EXTRA = COLUMNS.nullable(
            "extra",
            Type.TEXT,
            "The extras of this wheel that the marker names, as written, with commas between them.",
            "cuda",
            "the marker names no extra, or " + NO_SPECIFIER,
            required -> Optional.of(String.join(",", required.specifier().forExtras()))
                    .filter(extras -> !extras.isEmpty()));
    public static final ColumnSpec<WheelRequirement, String> FAULT = COLUMNS.nullable(
            "fault",
            Type.TEXT,
            "Why installers reject the line: too_long (more than 4,000 characters), bad_name, bad_extras, bad_specifier, bad_url"
                    + " or bad_marker.",
            "bad_specifier",
            "the line can be parsed",
            required -> required.specifier().fault().map(ColumnWord::column));
    public static final ColumnSpec<WheelRequirement, String> TEXT = COLUMNS.nullable(
            "text",
            Type.TEXT,
            "The line as METADATA has it.",
            "pytz (>dev)",
            "the line can be parsed; requires_dist of wheels has all lines",
            required -> Optional.of(required.specifier())
                    .filter(specifier -> specifier.fault().isPresent())
                    .map(specifier -> specifier.text()));

    static final Shape<WheelRequirement> SHAPE = COLUMNS.shape();

    private RequirementColumns() {}
}
