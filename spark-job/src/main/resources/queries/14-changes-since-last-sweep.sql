-- What changed between the last two sweeps: files that are new, are gone, or have a different verdict?
-- Options: --newest, --project
WITH last AS (SELECT max(sweep) AS id FROM sweeps),
before AS (SELECT max(s.sweep) AS id FROM sweeps s WHERE s.sweep < (SELECT id FROM last)),
was AS (
  SELECT m.wheel_path, m.filename, m.status, w.verdict
  FROM mirror_files_history m
  LEFT JOIN wheels_history w ON w.wheel_path = m.wheel_path AND w.sweep = m.facts_sweep
  WHERE m.sweep = (SELECT id FROM before) AND m.status NOT IN ('vanished', 'not_chosen')
    AND NOT EXISTS (SELECT 1 FROM mirror_files n WHERE n.wheel_path = m.wheel_path AND n.status = 'not_chosen')
),
now AS (
  SELECT m.wheel_path, m.filename, m.status, w.verdict
  FROM mirror_files m LEFT JOIN wheels w ON w.wheel_path = m.wheel_path
  WHERE m.status NOT IN ('vanished', 'not_chosen')
)
SELECT coalesce(n.filename, o.filename) AS filename,
  CASE WHEN o.wheel_path IS NULL THEN 'came' WHEN n.wheel_path IS NULL THEN 'went' ELSE 'judged anew' END AS change,
  o.verdict AS verdict_before, n.verdict AS verdict_now
FROM now n FULL JOIN was o ON o.wheel_path = n.wheel_path
WHERE o.wheel_path IS NULL OR n.wheel_path IS NULL OR o.verdict IS DISTINCT FROM n.verdict
ORDER BY change, filename, coalesce(n.wheel_path, o.wheel_path)
