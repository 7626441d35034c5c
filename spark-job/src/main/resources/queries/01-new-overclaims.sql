-- Which wheels overclaim that did not before the last sweep?
-- New files and files that changed; on the first sweep, all.
SELECT w.filename, w.platform_tags, w.policy, w.floor_glibc
FROM wheels w
WHERE w.verdict = 'overclaims'
  AND w.sweep = (SELECT max(s.sweep) FROM sweeps s)
  AND NOT EXISTS (
    SELECT 1 FROM wheels_history h
    WHERE h.wheel_path = w.wheel_path AND h.sweep < w.sweep AND h.verdict = 'overclaims'
      AND h.size = w.size AND h.mtime = w.mtime)
ORDER BY w.filename, w.wheel_path
