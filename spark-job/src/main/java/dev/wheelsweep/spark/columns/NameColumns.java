package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.Tag;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.IndexEntry;
import dev.wheelsweep.spark.listing.WheelFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What is known from the listing and the file name. A query for these columns alone opens no wheel. */
public final class NameColumns {
    private static final String INVALID = "the file name is invalid";
    private static final String DENIED = "the system denies access to the file's attributes";
    private static final String NO_INDEX = "the sweep read no index, or the index does not say";

    private static final ShapeBuilder<NamedFile> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<NamedFile, String> PROJECT = COLUMNS.nullable(
            "project",
            Type.TEXT,
            "The project's name in normal form (PEP 503).",
            "ruamel-yaml-clib",
            INVALID,
            ofName(name -> name.project().normalized()));
    public static final ColumnSpec<NamedFile, String> VERSION = COLUMNS.nullable(
            "version",
            Type.TEXT,
            "The version as written in the file name.",
            "1.26.4",
            INVALID,
            ofName(WheelFilename::version));
    public static final ColumnSpec<NamedFile, String> FILENAME = COLUMNS.column(
            "filename", Type.TEXT, "The file name.", "numpy-1.26.4-cp312-cp312-linux_x86_64.whl", NamedFile::filename);
    public static final ColumnSpec<NamedFile, String> WHEEL_PATH = COLUMNS.column(
            "wheel_path",
            Type.TEXT,
            "Identifies the file: its path below the mirror, after the mirror's name if a sweep had several; of a package"
                    + " index PROJECT/FILENAME. Percent-encoded after file: if the path is not valid text. The data source"
                    + " wheel gives absolute paths for folders that it lists.",
            "web/packages/aa/bb/cc/numpy-1.26.4-cp312-cp312-linux_x86_64.whl",
            listed -> listed.file().wheelPath());
    public static final ColumnSpec<NamedFile, Long> SIZE = COLUMNS.nullable(
            "size",
            Type.LONG,
            "Size of the file in bytes, when it was listed.",
            "18253431",
            DENIED,
            ofFile(WheelFile::size));
    public static final ColumnSpec<NamedFile, Long> MTIME = COLUMNS.nullable(
            "mtime",
            Type.TIMESTAMP,
            "Modification time of the file in UTC, when it was listed.",
            "2026-09-20 02:15:00",
            DENIED,
            ofFile(WheelFile::modifiedMicros));
    public static final ColumnSpec<NamedFile, String> ETAG = COLUMNS.nullable(
            "etag",
            Type.TEXT,
            "The entity tag that the server or object store gave the file when it was listed, as written.",
            "\"5e2b9f-601d4a2c\"",
            "the file has no address, or nothing named a tag",
            listed -> Optional.of(listed.file().etag()).filter(tag -> !tag.isEmpty()));
    public static final ColumnSpec<NamedFile, String> SHA256 = COLUMNS.nullable(
            "sha256",
            Type.TEXT,
            "SHA-256 of the file as the mirror's index states it, lower-case hex.",
            "3bd45ba5...",
            NO_INDEX,
            ofIndex(IndexEntry::sha256));
    public static final ColumnSpec<NamedFile, Long> UPLOAD_TIME = COLUMNS.nullable(
            "upload_time",
            Type.TIMESTAMP,
            "Time of the upload as the mirror's index states it, in UTC.",
            "2024-02-05 23:50:00",
            NO_INDEX,
            ofIndex(IndexEntry::uploadMicros));
    public static final ColumnSpec<NamedFile, Boolean> YANKED = COLUMNS.nullable(
            "yanked",
            Type.FLAG,
            "Whether the mirror's index marks the file as yanked (PEP 592).",
            "false",
            NO_INDEX,
            ofIndex(IndexEntry::yanked));
    public static final ColumnSpec<NamedFile, String> YANKED_REASON = COLUMNS.nullable(
            "yanked_reason",
            Type.TEXT,
            "Why the file was yanked, as the mirror's index states it (PEP 592).",
            "wrong metadata",
            "the file is not yanked, or no reason is stated, or " + NO_INDEX,
            ofIndex(IndexEntry::yankedReason));
    public static final ColumnSpec<NamedFile, String> INDEX_REQUIRES_PYTHON = COLUMNS.nullable(
            "index_requires_python",
            Type.TEXT,
            "The Python versions that the mirror's index states for the file; installers read these before they"
                    + " download it. The column requires_python is what its METADATA states.",
            ">=3.8",
            NO_INDEX,
            ofIndex(IndexEntry::requiresPython));
    public static final ColumnSpec<NamedFile, String> PROJECT_STATUS = COLUMNS.nullable(
            "project_status",
            Type.TEXT,
            "The status of the project as the mirror's index states it (PEP 792): active, archived, quarantined or"
                    + " deprecated.",
            "archived",
            NO_INDEX,
            ofIndex(IndexEntry::projectStatus));
    public static final ColumnSpec<NamedFile, String> BUILD = COLUMNS.nullable(
            "build",
            Type.TEXT,
            "The build tag as written in the file name.",
            "1",
            "the name has none, or " + INVALID,
            listed -> listed.name().flatMap(WheelFilename::build));
    public static final ColumnSpec<NamedFile, String> VARIANT_LABEL = COLUMNS.nullable(
            "variant_label",
            Type.TEXT,
            "The variant label (PEP 825).",
            "x86_64_v3",
            "the name has none, or " + INVALID,
            listed -> listed.name().flatMap(WheelFilename::variant));
    public static final ColumnSpec<NamedFile, String> FILENAME_GRAMMAR = COLUMNS.nullable(
            "filename_grammar",
            Type.TEXT,
            "The rules that the name follows: current, or legacy, which current installers reject.",
            "current",
            INVALID,
            ofName(name -> name.grammar().name().toLowerCase(Locale.ROOT)));
    public static final ColumnSpec<NamedFile, List<String>> PYTHON_TAGS = COLUMNS.column(
            "python_tags",
            Type.TEXTS,
            "Python tags of the file name, in its order; empty if " + INVALID + ".",
            "[cp312]",
            tags(WheelFilename::pythonTags));
    public static final ColumnSpec<NamedFile, List<String>> ABI_TAGS = COLUMNS.column(
            "abi_tags",
            Type.TEXTS,
            "ABI tags of the file name, in its order; empty if " + INVALID + ".",
            "[abi3]",
            tags(WheelFilename::abiTags));
    public static final ColumnSpec<NamedFile, List<String>> PLATFORM_TAGS = COLUMNS.column(
            "platform_tags",
            Type.TEXTS,
            "Platform tags of the file name, in its order; empty if " + INVALID + ".",
            "[manylinux_2_17_x86_64, manylinux2014_x86_64]",
            tags(name -> name.platformTags().stream().map(PlatformTag::text).toList()));
    public static final ColumnSpec<NamedFile, List<Tag>> TAGS = COLUMNS.column(
            "tags",
            Type.listOf(Type.struct(TagColumns.SHAPE)),
            "Every combination of a Python, an ABI and a platform tag that the file name contains.",
            "[{cp312, abi3, manylinux_2_17_x86_64, manylinux, x86_64, glibc, 2, 17}]",
            tags(name -> name.tags().toList()));

    public static final Shape<NamedFile> SHAPE = COLUMNS.shape();

    private NameColumns() {}

    private static <V> Function<NamedFile, Optional<V>> ofFile(Function<WheelFile, V> fact) {
        return listed -> Optional.of(listed.file())
                .filter(file -> file.state() != FileState.DENIED)
                .map(fact);
    }

    private static <V> Function<NamedFile, Optional<V>> ofName(Function<WheelFilename, V> part) {
        return listed -> listed.name().map(part);
    }

    private static <E> Function<NamedFile, List<E>> tags(Function<WheelFilename, List<E>> part) {
        return listed -> listed.name().map(part).orElse(List.of());
    }

    private static <V> Function<NamedFile, Optional<V>> ofIndex(Function<IndexEntry, Optional<V>> fact) {
        return listed -> fact.apply(listed.file().index());
    }
}
