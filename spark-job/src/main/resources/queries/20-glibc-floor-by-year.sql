-- Which glibc do wheels need, by year of upload?
-- The year is null if no index of the mirror states when the wheel was uploaded.
SELECT extract(YEAR FROM upload_time) AS year, floor_glibc_minor AS glibc_minor, count(*) AS wheels,
  count(DISTINCT project) AS projects
FROM wheels
WHERE floor_glibc_minor IS NOT NULL
GROUP BY extract(YEAR FROM upload_time), floor_glibc_minor
ORDER BY year NULLS FIRST, glibc_minor
