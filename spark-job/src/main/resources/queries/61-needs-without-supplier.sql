-- Which libraries do wheels need that no wheel of the mirror brings?
-- reason: not_in_mirror; driver, if a driver of a device brings it; interpreter, for libpython; optional_backend, if the
-- project works without it. Libraries that a policy grants do not count.
SELECT library, reason, count(DISTINCT wheel_path) AS wheels, count(DISTINCT project) AS projects, min(project) AS example
FROM supplied_needs
WHERE supplier IS NULL
GROUP BY library, reason
ORDER BY CASE reason WHEN 'not_in_mirror' THEN 0 ELSE 1 END, wheels DESC, library, reason
