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
            WHERE place = 1""");

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
