-- Which findings are there, how severe are they, and how many wheels have them?
SELECT id, severity, count(*) AS findings, count(DISTINCT wheel_path) AS wheels, min(filename) AS for_example
FROM findings
GROUP BY id, severity
ORDER BY CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, wheels DESC, id
