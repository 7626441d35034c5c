-- Which projects fall back to source on the most supported systems, because no wheel of a release has a tag that fits?
-- Counts pairs of a release of the project and a supported system (with its architecture): one whose last day of standard or
-- extended support is known and not before the day of the last sweep. Tags fit as in source-builds-by-system, Python versions
-- do not count, and neither do releases without a wheel for Linux or with one for any platform. too_new: the release has
-- wheels for this architecture and C library, but all need a newer one.
-- Options: --project
WITH today AS (SELECT CAST(max(started) AS DATE) AS day FROM sweeps),
supported AS (
  SELECT s.* FROM systems s CROSS JOIN today t
  WHERE CAST(coalesce(s.end_of_extended_support, s.end_of_support) AS DATE) >= t.day
),
native AS (
  SELECT project, version, arch, max(CASE WHEN platform_family = 'linux' THEN 1 ELSE 0 END) AS linux_tag,
    min(CASE WHEN libc = 'glibc' THEN libc_minor END) AS glibc_minor,
    min(CASE WHEN libc = 'musl' THEN libc_minor END) AS musl_minor
  FROM wheel_tags t
  WHERE platform_family IN ('manylinux', 'musllinux', 'linux')
    AND NOT EXISTS (
      SELECT 1 FROM wheel_tags a WHERE a.project = t.project AND a.version = t.version AND a.platform_tag = 'any')
  GROUP BY project, version, arch
),
known AS (
  SELECT project, count(*) AS releases FROM (SELECT DISTINCT project, version FROM native) r GROUP BY project
),
alike AS (
  SELECT project, arch, linux_tag, glibc_minor, musl_minor, count(*) AS releases
  FROM native
  GROUP BY project, arch, linux_tag, glibc_minor, musl_minor
),
offered AS (
  SELECT a.project, a.linux_tag, s.libc_minor, a.releases,
    CASE WHEN s.libc = 'musl' THEN a.musl_minor ELSE a.glibc_minor END AS oldest_minor
  FROM supported s JOIN alike a ON a.arch = s.arch
),
counted AS (
  SELECT project, sum(CASE WHEN linux_tag = 1 OR oldest_minor <= libc_minor THEN releases END) AS fitting,
    sum(CASE WHEN linux_tag = 0 AND oldest_minor > libc_minor THEN releases END) AS too_new
  FROM offered
  GROUP BY project
)
SELECT k.project, k.releases, k.releases * a.systems AS pairs, k.releases * a.systems - coalesce(c.fitting, 0) AS from_source,
  coalesce(c.too_new, 0) AS too_new
FROM known k CROSS JOIN (SELECT count(*) AS systems FROM supported) a LEFT JOIN counted c ON c.project = k.project
WHERE k.releases * a.systems > coalesce(c.fitting, 0)
ORDER BY from_source DESC, too_new DESC, k.project
LIMIT 200
