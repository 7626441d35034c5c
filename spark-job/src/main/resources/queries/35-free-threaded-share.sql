-- How many projects with wheels for Python 3.13 and later have free-threaded wheels (cp313t and later)?
WITH modern AS (
  SELECT DISTINCT project, wheel_path, python_tag, regexp_extract(abi_tag, '^cp3[0-9]+t$', 0) <> '' AS free_threaded
  FROM wheel_tags
  WHERE python_tag IN ('cp313', 'cp314', 'cp315') AND platform_tag <> 'any'
)
SELECT python_tag, count(DISTINCT project) AS projects,
  count(DISTINCT CASE WHEN free_threaded THEN project END) AS free_threaded_projects,
  count(DISTINCT wheel_path) AS wheels, count(DISTINCT CASE WHEN free_threaded THEN wheel_path END) AS free_threaded_wheels
FROM modern
GROUP BY python_tag
ORDER BY python_tag
