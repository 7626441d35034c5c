-- Which components do bills of materials in wheels list, and in which versions do projects ship them?
-- A component is named by its package URL without version and qualifiers; where it has none, by its name. Wheels themselves, which
-- auditwheel also lists, do not count.
WITH listed AS (
  SELECT project, wheel_path, component_version,
    CASE WHEN purl IS NULL THEN component ELSE regexp_extract(purl, '^[^@?#]+', 0) END AS component,
    regexp_extract(coalesce(purl, ''), '^pkg:([^/]+)', 1) AS ecosystem
  FROM sbom_components
  WHERE component IS NOT NULL
)
SELECT ecosystem, component, count(DISTINCT project) AS projects, count(DISTINCT wheel_path) AS wheels,
  count(DISTINCT component_version) AS versions, min(component_version) AS one_version
FROM listed
WHERE lower(replace(replace(component, '_', '-'), '.', '-')) <> concat('pkg:pypi/', project)
GROUP BY ecosystem, component
ORDER BY projects DESC, wheels DESC, ecosystem, component
