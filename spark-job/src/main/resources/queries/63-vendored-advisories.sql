-- Which wheels ship a component that an advisory of the user's export says is vulnerable?
-- The components are those of bills of materials, without the wheel itself. outcome: affected; affected_in_some_release, if the
-- component's release of the distribution is not known; not_comparable, if the advisory names the component, and its versions
-- and the component's cannot be compared. What was not compared at all is in the answer of unjudged-components.
-- Options: --advisories, --newest, --project
SELECT c.project, c.version, r.newest = j.version_order AS is_newest, c.filename, c.platform_tags, c.component, c.component_version,
  m.advisory, m.cves, nullif(m.severity, '') AS severity, nullif(m.fixed_version, '') AS fixed_version, m.outcome, m.ecosystem
FROM (
  SELECT DISTINCT w.project, w.version, w.filename, w.wheel_path, w.platform_tags, s.component,
    coalesce(s.component_version, '') AS component_version, coalesce(s.purl, '') AS purl
  FROM sbom_components s JOIN wheels w ON w.wheel_path = s.wheel_path
  WHERE s.component IS NOT NULL
    AND lower(replace(replace(coalesce(s.purl, ''), '_', '-'), '.', '-')) NOT LIKE concat('pkg:pypi/', w.project, '@%')) c
JOIN advisory_matches m ON m.component = c.component AND m.component_version = c.component_version AND m.purl = c.purl
LEFT JOIN judgements j ON j.wheel_path = c.wheel_path
LEFT JOIN (
  SELECT w.project, max(o.version_order) AS newest
  FROM wheels w JOIN judgements o ON o.wheel_path = w.wheel_path
  GROUP BY w.project) r ON r.project = c.project
ORDER BY m.outcome, c.project, c.version, c.filename, c.wheel_path, c.component, c.component_version, c.purl, m.advisory
