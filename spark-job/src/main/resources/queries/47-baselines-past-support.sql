-- Which share of projects, and of releases of the last year, has its lowest tag on a baseline that is past its support?
-- The lowest tag is the manylinux or musllinux tag of the oldest C library, over all architectures and separately for each C
-- library; manylinux2014 counts as manylinux_2_17. A project counts once, with all its wheels; a release of the last year is
-- one whose first upload is less than a year older than the last sweep. The support of a baseline ends with that of the last
-- of its reference systems in the view systems, and is compared with the day of the last sweep; it is null for a tag that no
-- system is the reference of. Percentages are of the projects, or of the releases of the last year, of that C library.
WITH today AS (SELECT CAST(max(started) AS DATE) AS day FROM sweeps),
offered AS (
  SELECT t.project, t.version, t.platform_family, t.libc_major, t.libc_minor, CAST(w.upload_time AS DATE) AS uploaded
  FROM wheel_tags t JOIN wheels w ON w.wheel_path = t.wheel_path
  WHERE t.platform_family IN ('manylinux', 'musllinux')
),
lowest AS (
  SELECT platform_family, libc_major, min(libc_minor) AS libc_minor, max(libc_minor) AS highest, 1 AS projects, 0 AS releases
  FROM offered
  GROUP BY project, platform_family, libc_major
  UNION ALL
  SELECT platform_family, libc_major, min(libc_minor), max(libc_minor), 0, 1
  FROM offered
  GROUP BY project, version, platform_family, libc_major
  HAVING min(uploaded) > (SELECT day FROM today) - INTERVAL 1 YEAR
),
counted AS (
  SELECT concat(platform_family, '_', libc_major, '_', libc_minor) AS lowest_tag, platform_family, libc_major, libc_minor,
    sum(projects) AS projects, sum(CASE WHEN highest = libc_minor THEN projects ELSE 0 END) AS projects_with_no_other_tag,
    sum(releases) AS releases, sum(CASE WHEN highest = libc_minor THEN releases ELSE 0 END) AS releases_with_no_other_tag
  FROM lowest
  GROUP BY platform_family, libc_major, libc_minor
),
baselines AS (
  SELECT c.lowest_tag, max(CAST(s.end_of_support AS DATE)) AS ends, max(CAST(s.end_of_extended_support AS DATE)) AS extended
  FROM counted c JOIN systems s ON array_contains(s.baselines, c.lowest_tag)
  GROUP BY c.lowest_tag
)
SELECT c.lowest_tag, CAST(b.ends AS STRING) AS end_of_support, CAST(b.extended AS STRING) AS end_of_extended_support,
  b.ends < t.day AS past_support, b.extended < t.day AS past_extended_support,
  c.projects,
  round(100 * c.projects / nullif(sum(c.projects) OVER (PARTITION BY c.platform_family), 0), 1) AS percent_of_projects,
  c.projects_with_no_other_tag, c.releases AS releases_of_last_year,
  round(100 * c.releases / nullif(sum(c.releases) OVER (PARTITION BY c.platform_family), 0), 1) AS percent_of_releases,
  c.releases_with_no_other_tag
FROM counted c CROSS JOIN today t LEFT JOIN baselines b ON b.lowest_tag = c.lowest_tag
ORDER BY c.platform_family, c.libc_major, c.libc_minor
