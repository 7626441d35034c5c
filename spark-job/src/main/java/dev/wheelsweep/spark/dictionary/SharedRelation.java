package dev.wheelsweep.spark.dictionary;

import java.util.Locale;

/** A relation that several questions need: a view over other views, with the same SQL in every engine. */
public enum SharedRelation {
    /** The oldest glibc that the platform tags of a wheel's name promise, by architecture. */
    GLIBC_PROMISES("""
            SELECT project, version, filename, wheel_path, arch, min(libc_minor) AS promised_minor, sweep
            FROM wheel_tags WHERE libc = 'glibc' AND libc_major = 2
            GROUP BY project, version, filename, wheel_path, arch, sweep"""),

    /** The common tags that no wheel of a release fits, although one of the release or of its project comes close. */
    MISSING_TAGS("""
            WITH targets AS (
              SELECT 'manylinux2014' AS tag, 'glibc' AS libc, 2 AS libc_major, 17 AS libc_minor
              UNION ALL SELECT 'manylinux_2_28', 'glibc', 2, 28
              UNION ALL SELECT 'manylinux_2_34', 'glibc', 2, 34
              UNION ALL SELECT 'musllinux_1_2', 'musl', 1, 2
            ),
            native AS (
              SELECT project, version, arch, libc, libc_major, min(libc_minor) AS lowest
              FROM wheel_tags t
              WHERE platform_family IN ('manylinux', 'musllinux')
                AND NOT EXISTS (
                  SELECT 1 FROM wheel_tags a
                  WHERE a.project = t.project AND a.version = t.version AND a.platform_tag = 'any')
              GROUP BY project, version, arch, libc, libc_major
            ),
            served AS (
              SELECT n.project, n.version, n.arch, g.tag
              FROM native n JOIN targets g ON g.libc = n.libc AND g.libc_major = n.libc_major AND g.libc_minor >= n.lowest
            ),
            cells AS (
              SELECT r.project, r.version, a.arch, g.tag
              FROM (SELECT DISTINCT project, version FROM native) r
              JOIN (SELECT DISTINCT project, arch FROM native) a ON a.project = r.project
              CROSS JOIN targets g
            ),
            missing AS (
              SELECT c.project, c.version, c.arch, c.tag, t.tag IS NOT NULL AS has_other_architecture,
                a.arch IS NOT NULL AS has_other_tag, p.tag IS NOT NULL AS had_by_other_release
              FROM cells c
              LEFT JOIN (SELECT DISTINCT project, version, tag FROM served) t
                ON t.project = c.project AND t.version = c.version AND t.tag = c.tag
              LEFT JOIN (SELECT DISTINCT project, version, arch FROM native) a
                ON a.project = c.project AND a.version = c.version AND a.arch = c.arch
              LEFT JOIN (SELECT DISTINCT project, arch, tag FROM served) p
                ON p.project = c.project AND p.arch = c.arch AND p.tag = c.tag
              WHERE NOT EXISTS (
                SELECT 1 FROM served s
                WHERE s.project = c.project AND s.version = c.version AND s.arch = c.arch AND s.tag = c.tag)
            )
            SELECT project, version, arch, tag, has_other_architecture, has_other_tag, had_by_other_release
            FROM missing
            WHERE has_other_architecture OR has_other_tag OR had_by_other_release"""),

    /**
     * The file of each release that pip takes, on each system with each Python, or why it takes none. Every candidate of the
     * release is compared with the system. The column fit says how close it comes: 5 is taken; 4 would be taken by another pip,
     * 3 on a newer C library, 2 on another architecture, 1 on another C library; 0 is for another Python. The first is the
     * answer, unless a wheel of the release has no list of candidates: it could not be read, or an earlier release judged it.
     */
    SELECTIONS("""
            SELECT project, version, system, arch, python, pip, is_own,
              CASE WHEN refusal IS NULL THEN filename END AS filename,
              CASE WHEN refusal IS NULL THEN wheel_path END AS wheel_path,
              refusal,
              CASE WHEN refusal IS NOT NULL THEN filename END AS closest_filename
            FROM (
              SELECT *,
                CASE WHEN is_unknown THEN 'unknown' WHEN fit = 4 THEN 'installer' WHEN fit = 3 THEN 'libc_version'
                  WHEN fit = 2 THEN 'architecture' WHEN fit = 1 THEN 'libc' WHEN fit = 0 AND is_for_linux THEN 'python'
                  WHEN fit = 0 THEN 'platform' END AS refusal,
                row_number() OVER (
                  PARTITION BY project, version, system, arch, python, pip, is_own
                  ORDER BY fit DESC,
                    CASE WHEN reads_yanked AND is_yanked THEN 1 ELSE 0 END,
                    CASE WHEN build_tags = 'before_tags' THEN build_order END DESC NULLS LAST,
                    preference,
                    CASE WHEN build_tags = 'after_tags' THEN build_order END DESC NULLS LAST,
                    filename, wheel_path) AS place
              FROM (
                SELECT r.project, r.version, r.is_for_linux, r.is_unknown, s.system, s.arch, p.python, p.pip, p.is_own, p.reads_yanked,
                  p.build_tags, c.filename, c.wheel_path, c.preference, c.build_order, w.yanked AS is_yanked,
                  CASE WHEN c.python IS NULL THEN 0
                    WHEN c.arch <> s.arch THEN 2
                    WHEN c.libc <> s.libc THEN 1
                    WHEN c.libc_major <> s.libc_major OR c.libc_minor > s.libc_minor THEN 3
                    WHEN p.pip_number < c.oldest_pip_number OR p.pip_number > c.newest_pip_number THEN 4
                    ELSE 5 END AS fit
                FROM (
                  SELECT t.project, t.version,
                    max(t.platform_family IN ('manylinux', 'musllinux', 'linux', 'any')) AS is_for_linux,
                    max(j.wheel_path IS NULL) AS is_unknown
                  FROM wheel_tags t
                  LEFT JOIN (SELECT wheel_path FROM judgements WHERE candidates IS NOT NULL) j
                    ON j.wheel_path = t.wheel_path
                  GROUP BY t.project, t.version) r
                CROSS JOIN systems s
                JOIN system_pythons p ON p.system = s.system
                LEFT JOIN candidates c ON c.project = r.project AND c.version = r.version AND c.python = p.python
                LEFT JOIN wheels w ON w.wheel_path = c.wheel_path))
            WHERE place = 1"""),

    /** The projects that any release of a project requires without an extra. */
    PROJECT_REQUIREMENTS("""
            SELECT DISTINCT project, required_project
            FROM requirements
            WHERE required_project IS NOT NULL AND extra IS NULL AND project <> required_project"""),

    /**
     * The files of wheels that satisfy a need of any wheel, by soname or by file name: what {@link #SUPPLIED_NEEDS} chooses
     * from. Symbol versions are in provided_versions. The folder is that of {@code InstalledTree}.
     */
    PROVIDED_LIBRARIES("""
            WITH files AS (
              SELECT *, regexp_extract(path, '([^/]*)$', 1) AS file_name,
                regexp_extract(path, '^[^/]+[.]data/(purelib|platlib|scripts|headers|data)/(.+)$', 1) AS scheme
              FROM elf_files
              WHERE kind IN ('shared_object', 'executable') AND project IS NOT NULL
            ),
            named AS (
              SELECT f.*, CASE WHEN n.is_soname THEN f.soname ELSE f.file_name END AS library
              FROM files f CROSS JOIN (SELECT true AS is_soname UNION ALL SELECT false) n
              WHERE CASE WHEN n.is_soname THEN f.soname IS NOT NULL ELSE coalesce(f.soname <> f.file_name, true) END
            )
            SELECT f.project, f.version, f.filename, f.wheel_path, f.path,
              regexp_extract(
                CASE f.scheme
                  WHEN '' THEN concat('lib/python/site-packages/', f.path)
                  ELSE concat(
                    CASE f.scheme WHEN 'scripts' THEN 'bin/' WHEN 'headers' THEN 'include/' WHEN 'data' THEN ''
                      ELSE 'lib/python/site-packages/' END,
                    regexp_extract(f.path, '^[^/]+/[^/]+/(.+)$', 1)) END,
                '^((.*)/)?[^/]*$', 2) AS folder,
              f.library, f.soname, f.library = f.file_name AS is_file_name, f.arch, f.libc, f.sweep
            FROM named f
            JOIN (SELECT DISTINCT library, arch FROM external_needs) n ON n.library = f.library AND n.arch = f.arch"""),

    /**
     * For each library that a wheel needs of other wheels, the projects of the mirror that have it. First, each distinct need
     * (library, architecture, C library, symbol versions) is compared with the files of all releases; a need of many wheels is
     * compared once. A file without versions satisfies every version, as it does for the loader. No part is named twice: of such
     * plans, Spark repeats the part or writes it between tasks.
     */
    SUPPLIED_NEEDS("""
            WITH offers AS (
              SELECT w.library, w.arch, w.libc, w.versions, p.project, p.version, p.wheel_path, p.path, p.folder, p.soname,
                p.is_file_name, coalesce(p.soname = p.library, false) AS is_soname
              FROM (
                SELECT DISTINCT library, arch, libc, versions
                FROM external_needs
                WHERE coalesce(supplier_kind, '') NOT IN ('driver', 'interpreter')) w
              JOIN provided_libraries p
                ON p.library = w.library AND p.arch = w.arch AND (p.libc = w.libc OR p.libc = 'none')
            ),
            compared AS (
              SELECT o.library, o.arch, o.libc, o.versions, o.project, o.version, o.wheel_path, o.path, o.folder, o.is_file_name,
                o.is_soname,
                count(CASE WHEN d.path IS NOT NULL AND g.path IS NULL AND v.symbol_version <> coalesce(o.soname, '') THEN 1 END)
                  AS lacking
              FROM offers o
              LEFT JOIN (SELECT DISTINCT library, arch, libc, versions, symbol_version FROM external_versions) v
                ON v.library = o.library AND v.arch = o.arch AND v.libc = o.libc AND v.versions = o.versions
              LEFT JOIN (SELECT DISTINCT wheel_path, path FROM provided_versions) d
                ON d.wheel_path = o.wheel_path AND d.path = o.path
              LEFT JOIN provided_versions g
                ON g.wheel_path = o.wheel_path AND g.path = o.path AND g.symbol_version = v.symbol_version
              GROUP BY o.library, o.arch, o.libc, o.versions, o.project, o.version, o.wheel_path, o.path, o.folder,
                o.is_file_name, o.is_soname
            ),
            suppliers AS (
              SELECT c.library, c.arch, c.libc, c.versions, c.project, c.folder, c.is_file_name, c.is_soname,
                min(CASE WHEN c.lacking = 0 THEN concat(coalesce(j.version_order, '0'), '#', c.version) END) AS lowest,
                max(CASE WHEN c.lacking = 0 THEN concat(coalesce(j.version_order, '0'), '#', c.version) END) AS highest
              FROM compared c
              LEFT JOIN judgements j ON j.wheel_path = c.wheel_path
              GROUP BY c.library, c.arch, c.libc, c.versions, c.project, c.folder, c.is_file_name, c.is_soname
            ),
            supplied AS (
              SELECT n.wheel_path, n.library, s.project AS supplier, min(s.lowest) AS lowest, max(s.highest) AS highest,
                max(CASE WHEN s.lowest IS NOT NULL AND s.is_file_name AND array_contains(n.search_folders, s.folder)
                  THEN 1 ELSE 0 END) AS has_path,
                max(CASE WHEN s.lowest IS NOT NULL AND s.is_soname AND n.libc <> 'musl' THEN 1 ELSE 0 END) AS is_preloadable
              FROM external_needs n
              JOIN suppliers s
                ON s.library = n.library AND s.arch = n.arch AND s.libc = n.libc AND s.versions = n.versions
                  AND s.project <> n.project
              GROUP BY n.wheel_path, n.library, s.project
            )
            SELECT n.project, n.version, n.filename, n.wheel_path, n.library, n.arch, n.libc, n.versions, n.supplier_kind,
              n.known_supplier, s.supplier, regexp_extract(s.lowest, '#(.*)$', 1) AS lowest_release,
              regexp_extract(s.highest, '#(.*)$', 1) AS highest_release,
              CASE WHEN s.supplier IS NULL THEN NULL WHEN r.place = 1 THEN 'always' WHEN r.place = 2 THEN 'marker'
                WHEN r.place = 3 THEN 'extra' WHEN t.required_project IS NOT NULL THEN 'transitive' ELSE 'none' END AS declared,
              CASE WHEN s.lowest IS NULL THEN 'none' WHEN s.has_path = 1 THEN 'path'
                WHEN n.search_folders IS NULL THEN 'unknown' WHEN s.is_preloadable = 1 THEN 'preloaded'
                ELSE 'none' END AS reach,
              CASE WHEN s.lowest IS NOT NULL THEN NULL WHEN s.supplier IS NOT NULL THEN 'lacks_version'
                WHEN n.supplier_kind IN ('driver', 'interpreter', 'optional_backend') THEN n.supplier_kind
                ELSE 'not_in_mirror' END AS reason
            FROM external_needs n
            LEFT JOIN supplied s ON s.wheel_path = n.wheel_path AND s.library = n.library
            LEFT JOIN (
              SELECT wheel_path, required_project,
                min(CASE WHEN marker IS NULL THEN 1 WHEN extra IS NULL THEN 2 ELSE 3 END) AS place
              FROM requirements
              WHERE required_project IS NOT NULL
              GROUP BY wheel_path, required_project) r ON r.wheel_path = n.wheel_path AND r.required_project = s.supplier
            LEFT JOIN (
              SELECT q.wheel_path, e.required_project
              FROM requirements q JOIN project_requirements e ON e.project = q.required_project
              UNION
              SELECT q.wheel_path, f.required_project
              FROM requirements q
              JOIN project_requirements e ON e.project = q.required_project
              JOIN project_requirements f ON f.project = e.required_project) t
              ON t.wheel_path = n.wheel_path AND t.required_project = s.supplier""");

    private final String query;

    SharedRelation(String query) {
        this.query = query;
    }

    /** @return the statement that creates the view */
    public String statement() {
        return "CREATE OR REPLACE TEMPORARY VIEW %s AS%n%s".formatted(view(), query);
    }

    /** @return the name of the view */
    String view() {
        return name().toLowerCase(Locale.ROOT);
    }

    String query() {
        return query;
    }
}
