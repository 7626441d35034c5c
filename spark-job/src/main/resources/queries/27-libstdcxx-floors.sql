-- Which libstdc++ versions do ELF files need, by architecture?
SELECT arch, namespace, max_by(symbol_version, version_numbers) AS highest, count(DISTINCT wheel_path) AS wheels,
  count(DISTINCT project) AS projects
FROM symbol_requirements
WHERE namespace IN ('GLIBCXX', 'CXXABI') AND cardinality(version_numbers) > 0 AND NOT weak
GROUP BY arch, namespace
ORDER BY arch NULLS FIRST, namespace
