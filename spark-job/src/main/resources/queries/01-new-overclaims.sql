-- Which wheels overclaim since the last sweep?
-- Wheels that are new or changed; after the first sweep, all that overclaim.
-- Options: --newest, --project
SELECT w.filename, w.platform_tags, w.policy, w.floor_glibc
FROM wheels w
WHERE w.verdict = 'overclaims'
  AND w.sweep = (SELECT max(s.sweep) FROM sweeps s)
  AND NOT EXISTS (
    SELECT 1 FROM wheels_history h
    WHERE h.wheel_path = w.wheel_path AND h.sweep < w.sweep AND h.verdict = 'overclaims'
      AND h.size = w.size AND h.mtime = w.mtime)
ORDER BY w.filename, w.wheel_path
