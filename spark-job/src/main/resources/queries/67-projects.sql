-- Which projects are in the mirror, and which of them need attention first?
-- First those whose wheels break the promise of a tag, then those with wheels that could not be read completely, then those with
-- findings that are errors. highest_glibc_minor is 28 if a wheel of the project needs glibc 2.28 and none a later one.
-- Options: --project
SELECT w.project, count(DISTINCT w.version) AS releases, count(*) AS wheels,
  sum(CASE WHEN w.verdict = 'overclaims' THEN 1 ELSE 0 END) AS overclaims,
  sum(CASE WHEN w.status <> 'ok' THEN 1 ELSE 0 END) AS unread,
  sum(CASE WHEN e.wheel_path IS NOT NULL THEN 1 ELSE 0 END) AS wheels_with_errors,
  sum(CASE WHEN w.verdict = 'underclaims' THEN 1 ELSE 0 END) AS underclaims,
  sum(CASE WHEN w.verdict = 'honest' THEN 1 ELSE 0 END) AS honest,
  max(w.floor_glibc_minor) AS highest_glibc_minor
FROM wheels w
LEFT JOIN (SELECT DISTINCT wheel_path FROM findings WHERE severity = 'error') e ON e.wheel_path = w.wheel_path
GROUP BY w.project
ORDER BY overclaims DESC, unread DESC, wheels_with_errors DESC, w.project
