package dev.wheelsweep.spark.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A part of what a dataset knows of one wheel or one project, by the SQL that both engines run. */
enum SheetPart {
    WHEEL(Subject.WHEEL, """
            SELECT project, version, filename, wheel_path, size, sha256, upload_time, yanked, status, reason, verdict, policy,
              platform_tags, python_tags, abi_tags, archs, libc, floor_glibc, floor_glibcxx, floor_cxxabi, floor_gcc,
              requires_python, oldest_pip, generator
            FROM wheels WHERE filename = '%s' ORDER BY wheel_path"""),
    TAGS(Subject.WHEEL, """
            SELECT tag, satisfied, axis, violation_count
            FROM verdicts WHERE filename = '%s' ORDER BY wheel_path, tag, axis"""),
    VIOLATIONS(Subject.WHEEL, """
            SELECT tag, axis, path, library, needed, symbols, weak
            FROM violations WHERE filename = '%s'
            ORDER BY wheel_path, tag, axis, path, library NULLS FIRST, needed NULLS FIRST"""),
    FILES(Subject.WHEEL, """
            SELECT e.path, e.arch, e.libc, e.floor_glibc, n.needs
            FROM elf_files e LEFT JOIN (
              SELECT wheel_path, path, array_sort(array_agg(library)) AS needs
              FROM needed_libraries WHERE filename = '%1$s' GROUP BY wheel_path, path) n
              ON n.wheel_path = e.wheel_path AND n.path = e.path
            WHERE e.filename = '%1$s' ORDER BY e.wheel_path, e.path"""),
    COPIED(Subject.WHEEL, """
            SELECT path, library, library_version, evidence, abi_version, purl, build_system, note_fault
            FROM vendored_libraries WHERE filename = '%s' ORDER BY wheel_path, path"""),
    OPENED(Subject.WHEEL, """
            SELECT path, library, feature, description, coalesce(priority, 'recommended') AS priority, file_in_wheel, fault
            FROM opened_libraries WHERE filename = '%s' ORDER BY wheel_path, path, library NULLS LAST, choice, feature, fault"""),
    FINDINGS(Subject.WHEEL, """
            SELECT severity, id, path, detail
            FROM findings WHERE filename = '%s'
            ORDER BY CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, wheel_path, id, path NULLS FIRST, detail"""),
    LOAD_FAILURES(Subject.WHEEL, """
            SELECT arch, text, array_sort(array_agg(DISTINCT system)) AS systems
            FROM load_failures WHERE filename = '%s'
            GROUP BY wheel_path, arch, text ORDER BY wheel_path, arch, text"""),
    UNREADABLE(Subject.WHEEL, """
            SELECT stage, reason, entry, detail
            FROM failures WHERE filename = '%s' ORDER BY wheel_path, entry NULLS FIRST, stage, reason"""),

    /** Their versions are put in order afterwards. */
    RELEASES(Subject.PROJECT, """
            SELECT version, count(*) AS wheels, count(*) FILTER (WHERE verdict = 'honest') AS honest,
              count(*) FILTER (WHERE verdict = 'overclaims') AS overclaims,
              count(*) FILTER (WHERE verdict = 'underclaims') AS underclaims,
              count(*) FILTER (WHERE status <> 'ok') AS unread, max(floor_glibc_minor) AS highest_glibc_minor
            FROM wheels WHERE project = '%s' GROUP BY version"""),
    WHEELS(Subject.RELEASE, """
            SELECT filename, status, verdict, policy, floor_glibc
            FROM wheels WHERE project = '%s' AND version = '%s' ORDER BY filename, wheel_path"""),
    RELEASE_VIOLATIONS(Subject.RELEASE, """
            SELECT filename, tag, axis, path, library, needed
            FROM violations WHERE project = '%s' AND version = '%s' AND NOT weak
            ORDER BY filename, wheel_path, tag, axis, path, library NULLS FIRST, needed NULLS FIRST"""),
    RELEASE_FINDINGS(Subject.RELEASE, """
            SELECT severity, id, count(DISTINCT wheel_path) AS wheels, min(filename) AS for_example
            FROM findings WHERE project = '%s' AND version = '%s' GROUP BY severity, id
            ORDER BY CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, id"""),
    RELEASE_LOAD_FAILURES(Subject.RELEASE, """
            SELECT filename, arch, text, array_sort(array_agg(DISTINCT system)) AS systems
            FROM load_failures WHERE project = '%s' AND version = '%s'
            GROUP BY filename, wheel_path, arch, text ORDER BY filename, wheel_path, arch, text""");

    /** What a part is about; {@link #RELEASE} is the newest of a project. */
    enum Subject {
        WHEEL,
        PROJECT,
        RELEASE
    }

    private final Subject subject;
    private final String sql;

    SheetPart(Subject subject, String sql) {
        this.subject = subject;
        this.sql = sql;
    }

    static List<SheetPart> of(Subject subject) {
        return Arrays.stream(values()).filter(part -> part.subject == subject).toList();
    }

    /** @return the name of the part in JSON */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param values names that need no escape in SQL */
    String sql(String... values) {
        return sql.formatted((Object[]) values);
    }
}
