-- Which wheels would the supported systems lose if the lowest tag were raised to manylinux_2_28, or to manylinux_2_34?
-- Lists the systems with an older glibc that are supported: their last day of standard or extended support is known and not
-- before the day of the last sweep. lost counts the wheels of their architecture with a manylinux tag that their glibc takes
-- today: with the higher floor it would take none. wheels counts all of that architecture with a manylinux tag. Python
-- versions do not count.
-- Options: --system
WITH today AS (SELECT CAST(max(started) AS DATE) AS day FROM sweeps),
floors AS (SELECT 28 AS minor UNION ALL SELECT 34),
lowest AS (
  SELECT wheel_path, project, version, arch, min(libc_minor) AS libc_minor
  FROM wheel_tags
  WHERE libc = 'glibc' AND libc_major = 2
  GROUP BY wheel_path, project, version, arch
)
SELECT concat('manylinux_2_', f.minor) AS floor, s.system, s.arch, s.name, s.libc_version AS glibc,
  CAST(s.end_of_support AS STRING) AS end_of_support, CAST(s.end_of_extended_support AS STRING) AS end_of_extended_support,
  count(w.wheel_path) AS wheels, count(*) FILTER (WHERE w.libc_minor <= s.libc_minor) AS lost,
  count(DISTINCT CASE WHEN w.libc_minor <= s.libc_minor THEN w.project END) AS projects_that_lose_wheels
FROM floors f
JOIN systems s ON s.libc = 'glibc' AND s.libc_major = 2 AND s.libc_minor < f.minor
JOIN today t ON CAST(coalesce(s.end_of_extended_support, s.end_of_support) AS DATE) >= t.day
LEFT JOIN lowest w ON w.arch = s.arch
GROUP BY f.minor, s.system, s.arch, s.name, s.libc_version, s.end_of_support, s.end_of_extended_support
ORDER BY f.minor, lost DESC, s.system, s.arch
