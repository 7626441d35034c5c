-- What became of every file that the last sweep listed?
SELECT status, count(*) AS files, sum(size) AS bytes
FROM mirror_files
GROUP BY status
ORDER BY files DESC, status
