-- Which symbols keep wheels from glibc 2.17, and how many wheels?
-- The symbols that set the floor of a wheel above 2.17; weak ones do not count.
SELECT r.library, r.symbol_version, r.symbol, count(DISTINCT r.wheel_path) AS wheels,
  count(DISTINCT r.project) AS projects
FROM required_symbols r
WHERE r.namespace = 'GLIBC' AND cardinality(r.version_numbers) > 0 AND NOT r.weak
  AND r.symbol_version NOT IN ('GLIBC_2.17')
  AND EXISTS (
    SELECT 1 FROM wheels w
    WHERE w.wheel_path = r.wheel_path AND w.floor_glibc_minor > 17
      AND r.symbol_version = concat('GLIBC_', w.floor_glibc))
GROUP BY r.library, r.symbol_version, r.symbol
ORDER BY wheels DESC, projects DESC, r.symbol, r.symbol_version, r.library
LIMIT 40
