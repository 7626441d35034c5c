-- How many of the files that the last sweep listed have each status, and how many of them did it not read again?
SELECT coalesce(w.status, m.status) AS status, count(*) AS files, sum(m.size) AS bytes,
  sum(CASE WHEN m.status = 'unchanged' THEN 1 ELSE 0 END) AS unchanged
FROM mirror_files m LEFT JOIN wheels w ON w.wheel_path = m.wheel_path
GROUP BY coalesce(w.status, m.status)
ORDER BY files DESC, status
