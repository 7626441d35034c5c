-- Which share of the wheels loads on a system with this glibc, and which share promises it in the file name?
WITH systems AS (SELECT 17 AS minor UNION SELECT 26 UNION SELECT 28 UNION SELECT 31 UNION SELECT 34 UNION SELECT 39)
SELECT s.minor AS glibc_minor,
  count(*) AS wheels,
  count(*) FILTER (WHERE w.floor_glibc_minor <= s.minor) AS load_there,
  count(*) FILTER (WHERE p.promised_minor <= s.minor) AS wheels_promising_it,
  round(100 * count(*) FILTER (WHERE w.floor_glibc_minor <= s.minor) / count(*), 1) AS percent_load
FROM systems s
CROSS JOIN glibc_promises p
JOIN wheels w ON w.wheel_path = p.wheel_path
WHERE w.floor_glibc_minor IS NOT NULL
GROUP BY s.minor
ORDER BY s.minor
