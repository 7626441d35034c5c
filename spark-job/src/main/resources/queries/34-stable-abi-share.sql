-- How many projects and wheels with extensions use the stable ABI (abi3)?
WITH extensions AS (
  SELECT t.wheel_path, t.project, max(CASE WHEN t.abi_tag LIKE 'abi3%' THEN 1 ELSE 0 END) AS stable
  FROM wheel_tags t
  WHERE EXISTS (SELECT 1 FROM elf_files e WHERE e.wheel_path = t.wheel_path AND e.is_python_extension)
  GROUP BY t.wheel_path, t.project
)
SELECT count(*) AS wheels, sum(stable) AS abi3_wheels, round(100 * sum(stable) / count(*), 1) AS percent_of_wheels,
  count(DISTINCT project) AS projects, count(DISTINCT CASE WHEN stable = 1 THEN project END) AS abi3_projects
FROM extensions
