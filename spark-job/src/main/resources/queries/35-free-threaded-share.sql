-- How many projects with wheels for CPython 3.13 and later have free-threaded wheels (abi tags such as cp313t, and abi3t)?
WITH modern AS (
  SELECT DISTINCT project, wheel_path, python_tag,
    regexp_extract(abi_tag, '^(cp3[0-9]+t|abi3t)$', 0) <> '' AS free_threaded,
    try_cast(regexp_extract(python_tag, '^cp3([0-9]+)$', 1) AS INT) AS python_minor
  FROM wheel_tags
  WHERE platform_tag <> 'any'
)
SELECT python_tag, count(DISTINCT project) AS projects,
  count(DISTINCT CASE WHEN free_threaded THEN project END) AS free_threaded_projects,
  count(DISTINCT wheel_path) AS wheels, count(DISTINCT CASE WHEN free_threaded THEN wheel_path END) AS free_threaded_wheels
FROM modern
WHERE python_minor >= 13
GROUP BY python_tag, python_minor
ORDER BY python_minor
