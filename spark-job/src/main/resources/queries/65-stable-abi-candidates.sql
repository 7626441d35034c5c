-- Which wheels for one CPython have extensions that import only symbols of the stable ABI, so that they could be abi3?
-- A candidate, not a proof: macros and the layout of objects leave no symbol. needed_python is the first Python whose stable ABI has
-- all symbols of the stable extensions. A symbol that begins like one of CPython and is not known to it is in no stable ABI.
-- Free-threaded builds do not count.
-- Options: --newest, --project
SELECT project, version, filename, count(*) AS extensions, sum(is_stable) AS stable_extensions,
  concat('3.', CAST(max(CASE WHEN is_stable = 1 THEN needed_minor END) AS STRING)) AS needed_python,
  min(CASE WHEN is_stable = 1 THEN path END) AS example
FROM (
  SELECT e.project, e.version, e.filename, e.wheel_path, e.path, max(CAST(substr(s.since, 3) AS INT)) AS needed_minor,
    CASE WHEN count(i.symbol) > 0 AND count(i.symbol) = count(s.since) THEN 1 ELSE 0 END AS is_stable
  FROM elf_files e
  JOIN (
    SELECT wheel_path
    FROM wheel_tags
    GROUP BY wheel_path
    HAVING min(CASE WHEN regexp_extract(abi_tag, '^cp3[0-9]+$', 0) <> '' THEN 1 ELSE 0 END) = 1) t ON t.wheel_path = e.wheel_path
  LEFT JOIN imported_symbols i
    ON i.wheel_path = e.wheel_path AND i.path = e.path AND (substr(i.symbol, 1, 2) = 'Py' OR substr(i.symbol, 1, 3) = '_Py')
  LEFT JOIN python_symbols s ON s.symbol = i.symbol
  WHERE e.is_python_extension
  GROUP BY e.project, e.version, e.filename, e.wheel_path, e.path)
GROUP BY project, version, filename, wheel_path
HAVING sum(is_stable) > 0
ORDER BY CASE WHEN sum(is_stable) = count(*) THEN 0 ELSE 1 END, project, version, filename, wheel_path
