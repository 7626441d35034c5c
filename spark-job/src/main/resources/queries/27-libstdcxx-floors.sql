-- Which libstdc++ do wheels need that do not bring their own, by architecture?
WITH bringing AS (
  SELECT DISTINCT wheel_path, arch FROM elf_files WHERE regexp_extract(soname, '^libstdc[+][+](-[0-9a-f]{8})*[.]so', 0) <> ''
)
SELECT r.arch, r.namespace, max_by(r.symbol_version, r.version_numbers) AS highest,
  count(DISTINCT r.wheel_path) AS wheels, count(DISTINCT r.project) AS projects
FROM symbol_requirements r
LEFT JOIN bringing b ON b.wheel_path = r.wheel_path AND b.arch = r.arch
WHERE b.wheel_path IS NULL AND r.namespace IN ('GLIBCXX', 'CXXABI') AND cardinality(r.version_numbers) > 0
  AND NOT (r.weak AND cardinality(r.weak_symbols) = cardinality(r.symbols))
GROUP BY r.arch, r.namespace
ORDER BY r.arch NULLS FIRST, r.namespace
