-- Which wheels need symbol versions of a library that no release of its suppliers in the mirror defines?
-- symbol_versions counts those that the wheel needs of the library; releases of the supplier define some of them, or none.
-- Options: --newest, --project
SELECT n.project, n.version, n.filename, n.library, n.supplier, count(v.symbol_version) AS symbol_versions,
  max(v.symbol_version) AS example
FROM (
  SELECT s.*, max(CASE WHEN reason IS NULL THEN 1 ELSE 0 END) OVER (PARTITION BY wheel_path, library) AS is_supplied
  FROM supplied_needs s) n
JOIN external_versions v ON v.wheel_path = n.wheel_path AND v.library = n.library
WHERE n.reason = 'lacks_version' AND n.is_supplied = 0
GROUP BY n.project, n.version, n.filename, n.wheel_path, n.library, n.supplier
ORDER BY n.project, n.version, n.filename, n.wheel_path, n.library, n.supplier
