-- How many of the files that the last sweep listed have each status?
SELECT status, count(*) AS files, sum(size) AS bytes
FROM mirror_files
GROUP BY status
ORDER BY files DESC, status
