-- Which components and vendored libraries of wheels were compared with no advisory of the user's export, and why?
-- reason: no_package_url, bad_package_url and no_version, of a component; no_ecosystem, if OSV has none for such package URLs;
-- no_advisories, if the export has none of the ecosystem; no_source_package, if advisories of the ecosystem name source packages,
-- and none has this name; unreadable_bill_of_materials; no_bill_of_materials, of a vendored library in a wheel none of whose
-- components can be a library of C.
-- Options: --advisories
WITH listed AS (
  SELECT project, wheel_path, coalesce(component, '') AS component, coalesce(component_version, '') AS component_version,
    coalesce(purl, '') AS purl
  FROM sbom_components
),
unjudged AS (
  SELECT u.reason, CASE WHEN u.purl = '' THEN u.component ELSE regexp_extract(u.purl, '^[^@?#]+', 0) END AS component, l.project,
    l.wheel_path
  FROM listed l
  JOIN unjudged_components u
    ON u.component = l.component AND u.component_version = l.component_version AND u.purl = l.purl
  WHERE lower(replace(replace(l.purl, '_', '-'), '.', '-')) NOT LIKE concat('pkg:pypi/', l.project, '@%')
  UNION ALL
  SELECT 'unreadable_bill_of_materials', NULL, project, wheel_path FROM sbom_components WHERE fault IS NOT NULL
  UNION ALL
  SELECT 'no_bill_of_materials', regexp_replace(regexp_extract(e.path, '[^/]+$', 0), '(-[0-9a-f]{8})+[.]', '.'), e.project,
    e.wheel_path
  FROM elf_files e
  WHERE e.is_vendored AND NOT EXISTS (
    SELECT 1 FROM sbom_components c
    WHERE c.wheel_path = e.wheel_path AND c.component IS NOT NULL
      AND lower(regexp_extract(coalesce(c.purl, ''), '^pkg:([^/]+)', 1)) NOT IN ('pypi', 'cargo', 'npm', 'golang'))
)
SELECT reason, component, count(DISTINCT project) AS projects, count(DISTINCT wheel_path) AS wheels, min(project) AS example
FROM unjudged
GROUP BY reason, component
ORDER BY reason, projects DESC, wheels DESC, component
