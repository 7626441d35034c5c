-- On which baselines do the lowest tags of releases rest, by month of upload, and which releases came after the support's
-- end?
-- A release counts in the month of its first upload, once for each C library; its lowest tag is the manylinux or musllinux
-- tag of the oldest C library, over all architectures, and manylinux2014 counts as manylinux_2_17. Percentages are of the
-- month's releases of that C library. The support of a baseline ends with that of the last of its reference systems in the
-- view systems; it is null for a tag that no system is the reference of. The month is null if no index of the mirror states
-- when the wheels were uploaded.
WITH today AS (SELECT CAST(max(started) AS DATE) AS day FROM sweeps),
releases AS (
  SELECT t.platform_family, t.libc_major, min(t.libc_minor) AS libc_minor, CAST(min(w.upload_time) AS DATE) AS uploaded
  FROM wheel_tags t JOIN wheels w ON w.wheel_path = t.wheel_path
  WHERE t.platform_family IN ('manylinux', 'musllinux')
  GROUP BY t.project, t.version, t.platform_family, t.libc_major
),
named AS (
  SELECT *, concat(platform_family, '_', libc_major, '_', libc_minor) AS lowest_tag,
    substr(CAST(uploaded AS STRING), 1, 7) AS month
  FROM releases
),
baselines AS (
  SELECT n.lowest_tag, max(CAST(s.end_of_support AS DATE)) AS ends, max(CAST(s.end_of_extended_support AS DATE)) AS extended
  FROM (SELECT DISTINCT lowest_tag FROM named) n JOIN systems s ON array_contains(s.baselines, n.lowest_tag)
  GROUP BY n.lowest_tag
)
SELECT n.month, n.lowest_tag, CAST(b.ends AS STRING) AS end_of_support, CAST(b.extended AS STRING) AS end_of_extended_support,
  b.ends < t.day AS past_support, b.extended < t.day AS past_extended_support, count(*) AS releases,
  round(100 * count(*) / sum(count(*)) OVER (PARTITION BY n.month, n.platform_family), 1) AS percent_of_month,
  count(*) FILTER (WHERE n.uploaded > b.ends) AS uploaded_after_support,
  count(*) FILTER (WHERE n.uploaded > b.extended) AS uploaded_after_extended_support
FROM named n CROSS JOIN today t LEFT JOIN baselines b ON b.lowest_tag = n.lowest_tag
GROUP BY n.month, n.lowest_tag, n.platform_family, n.libc_major, n.libc_minor, b.ends, b.extended, t.day
ORDER BY n.month NULLS FIRST, n.platform_family, n.libc_major, n.libc_minor
