-- How did the mirror change over the last twelve sweeps: its verdicts, its unread wheels, and the glibc that wheels need?
-- Counts the wheels that each sweep listed, with the verdicts that the dataset has of them now. unread: the wheel, or a part of
-- it, could not be read. Wheels that need no glibc are in none of the last three columns.
WITH last AS (SELECT sweep, started FROM sweeps ORDER BY sweep DESC LIMIT 12)
SELECT l.sweep, substr(CAST(l.started AS STRING), 1, 16) AS started, count(*) AS wheels,
  sum(CASE WHEN w.verdict = 'honest' THEN 1 ELSE 0 END) AS honest,
  sum(CASE WHEN w.verdict = 'underclaims' THEN 1 ELSE 0 END) AS underclaims,
  sum(CASE WHEN w.verdict = 'overclaims' THEN 1 ELSE 0 END) AS overclaims,
  sum(CASE WHEN w.status <> 'ok' THEN 1 ELSE 0 END) AS unread,
  sum(CASE WHEN w.floor_glibc_minor <= 17 THEN 1 ELSE 0 END) AS glibc_to_2_17,
  sum(CASE WHEN w.floor_glibc_minor BETWEEN 18 AND 28 THEN 1 ELSE 0 END) AS glibc_to_2_28,
  sum(CASE WHEN w.floor_glibc_minor > 28 THEN 1 ELSE 0 END) AS glibc_above_2_28
FROM last l
JOIN mirror_files_history m ON m.sweep = l.sweep
LEFT JOIN wheels_history w ON w.wheel_path = m.wheel_path AND w.sweep = m.facts_sweep
WHERE m.status NOT IN ('vanished', 'not_chosen')
GROUP BY l.sweep, l.started
ORDER BY l.sweep
