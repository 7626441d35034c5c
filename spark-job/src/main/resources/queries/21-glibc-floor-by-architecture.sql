-- Which glibc do wheels need, by architecture?
SELECT p.arch, w.floor_glibc_minor AS glibc_minor, count(*) AS wheels, count(DISTINCT w.project) AS projects
FROM glibc_promises p JOIN wheels w ON w.wheel_path = p.wheel_path
WHERE w.floor_glibc_minor IS NOT NULL
GROUP BY p.arch, w.floor_glibc_minor
ORDER BY p.arch, glibc_minor
