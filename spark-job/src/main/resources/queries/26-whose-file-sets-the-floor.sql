-- Does the project's own code set a wheel's glibc floor, or only a vendored library?
WITH blamed AS (
  SELECT w.wheel_path, w.project, w.floor_glibc_minor, min(CASE WHEN e.is_vendored THEN 1 ELSE 0 END) AS vendored_only
  FROM wheels w JOIN elf_files e ON e.wheel_path = w.wheel_path AND e.floor_glibc = w.floor_glibc
  GROUP BY w.wheel_path, w.project, w.floor_glibc_minor
)
SELECT floor_glibc_minor AS glibc_minor, count(*) AS wheels,
  count(*) FILTER (WHERE vendored_only = 1) AS by_vendored_library_alone,
  count(*) FILTER (WHERE vendored_only = 0) AS by_own_file
FROM blamed
GROUP BY floor_glibc_minor
ORDER BY glibc_minor
