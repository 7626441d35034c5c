-- Which glibc do wheels need, by year of upload?
-- The modification time of the file counts if no index states the time of the upload.
SELECT extract(YEAR FROM coalesce(upload_time, mtime)) AS year, floor_glibc_minor AS glibc_minor,
  count(*) AS wheels, count(DISTINCT project) AS projects
FROM wheels
WHERE floor_glibc_minor IS NOT NULL
GROUP BY extract(YEAR FROM coalesce(upload_time, mtime)), floor_glibc_minor
ORDER BY year, glibc_minor
