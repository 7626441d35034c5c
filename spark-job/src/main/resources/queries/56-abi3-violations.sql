-- Which wheels break the promise of their stable ABI tag, and for which Python does each work?
-- Counts the symbols that the wheel needs and that the oldest promised Python has not, or may change; symbols that a file can
-- do without are not counted. needed_python is the first one whose stable ABI has all of them: null if one is in no stable ABI.
-- Options: --newest, --project
SELECT v.project, v.version, v.filename, v.promised_python,
  CASE WHEN count(v.since) = count(*)
    THEN concat('3.', CAST(max(CAST(substr(v.since, 3) AS INT)) AS STRING)) END AS needed_python,
  count(DISTINCT v.path) AS files, count(DISTINCT v.symbol) AS symbols, min(v.symbol) AS example
FROM abi3_violations v
WHERE NOT v.weak
GROUP BY v.project, v.version, v.filename, v.wheel_path, v.promised_python
ORDER BY symbols DESC, v.project, v.version, v.filename, v.wheel_path
