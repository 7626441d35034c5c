-- Which glibc do wheels really need, by the year of upload (or of the file, where no index told it)?
SELECT extract(YEAR FROM coalesce(upload_time, mtime)) AS year, floor_glibc_minor AS glibc_minor,
  count(*) AS wheels, count(DISTINCT project) AS projects
FROM wheels
WHERE floor_glibc_minor IS NOT NULL
GROUP BY extract(YEAR FROM coalesce(upload_time, mtime)), floor_glibc_minor
ORDER BY year, glibc_minor
