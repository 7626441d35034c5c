-- On which systems does a release fall back to source, because none of its wheels has a platform tag that fits?
-- Counts pairs of a release and a system. A manylinux or musllinux tag fits if architecture and C library are the same and
-- the system has that version of it, a linux tag if the architecture is the same; Python versions do not count. Releases
-- count if they have a wheel for Linux and none for any platform. too_new: the release has wheels for this architecture and C
-- library, but all need a newer one. supported: the last day of standard or extended support is not before the day of the
-- last sweep; null if it is unknown.
-- Options: --system
WITH today AS (SELECT CAST(max(started) AS DATE) AS day FROM sweeps),
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
known AS (SELECT count(*) AS releases FROM (SELECT DISTINCT project, version FROM native) r),
alike AS (
  SELECT arch, linux_tag, glibc_minor, musl_minor, count(*) AS releases
  FROM native
  GROUP BY arch, linux_tag, glibc_minor, musl_minor
),
offered AS (
  SELECT s.system, s.arch, a.linux_tag, s.libc_minor, a.releases,
    CASE WHEN s.libc = 'musl' THEN a.musl_minor ELSE a.glibc_minor END AS oldest_minor
  FROM systems s JOIN alike a ON a.arch = s.arch
),
counted AS (
  SELECT system, arch, sum(CASE WHEN linux_tag = 1 OR oldest_minor <= libc_minor THEN releases END) AS fitting,
    sum(CASE WHEN linux_tag = 0 AND oldest_minor > libc_minor THEN releases END) AS too_new
  FROM offered
  GROUP BY system, arch
)
SELECT s.system, s.arch, s.name, s.libc, s.libc_version, CAST(s.end_of_support AS STRING) AS end_of_support,
  CAST(s.end_of_extended_support AS STRING) AS end_of_extended_support,
  CAST(coalesce(s.end_of_extended_support, s.end_of_support) AS DATE) >= t.day AS supported,
  k.releases, k.releases - coalesce(c.fitting, 0) AS from_source,
  round(100 * (k.releases - coalesce(c.fitting, 0)) / k.releases, 1) AS percent_from_source,
  coalesce(c.too_new, 0) AS too_new
FROM systems s CROSS JOIN today t CROSS JOIN known k
LEFT JOIN counted c ON c.system = s.system AND c.arch = s.arch
WHERE k.releases > 0
ORDER BY supported DESC NULLS LAST, too_new DESC, from_source DESC, s.system, s.arch
