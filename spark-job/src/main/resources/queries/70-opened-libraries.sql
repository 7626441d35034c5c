-- Which libraries do files say they open by dlopen, how much do they need them, and who has them?
-- From notes of the specification "dlopen() Metadata for ELF Files". Of the names with the same path and feature one is enough;
-- choice orders them. What files open without such a note is not seen. Of a library that the wheel does not have, a line for each
-- other project of the mirror that has a file of that name or soname for the same architecture and C library, with its lowest and
-- its highest release that does. declared: whether Requires-Dist names that project: always, marker, extra or none.
-- Options: --newest, --project
WITH opened AS (
  SELECT o.project, o.version, o.filename, o.wheel_path, o.path, o.library, o.choice, o.feature, o.priority, o.file_in_wheel, o.fault,
    CASE WHEN o.file_in_wheel IS NULL THEN e.arch END AS arch, e.libc
  FROM opened_libraries o LEFT JOIN elf_files e ON e.wheel_path = o.wheel_path AND e.path = o.path
),
files AS (
  SELECT project, version, wheel_path, arch, libc, soname AS library
  FROM elf_files
  WHERE project IS NOT NULL AND soname IS NOT NULL
  UNION ALL
  SELECT project, version, wheel_path, arch, libc, regexp_extract(path, '([^/]*)$', 1)
  FROM elf_files
  WHERE project IS NOT NULL
),
offered AS (
  SELECT o.project, o.version, o.filename, o.wheel_path, o.path, o.library, o.choice, o.feature, o.priority, o.file_in_wheel, o.fault,
    p.project AS supplier, min(concat(coalesce(j.version_order, '0'), '#', p.version)) AS lowest,
    max(concat(coalesce(j.version_order, '0'), '#', p.version)) AS highest
  FROM opened o
  LEFT JOIN files p ON p.library = o.library AND p.arch = o.arch AND p.project <> o.project
    AND (p.libc = o.libc OR p.libc = 'none' OR o.libc = 'none')
  LEFT JOIN judgements j ON j.wheel_path = p.wheel_path
  GROUP BY o.project, o.version, o.filename, o.wheel_path, o.path, o.library, o.choice, o.feature, o.priority, o.file_in_wheel,
    o.fault, p.project
)
SELECT o.project, o.version, o.filename, o.path, o.library, o.choice, o.feature, coalesce(o.priority, 'recommended') AS priority,
  o.file_in_wheel, o.supplier,
  CASE WHEN o.supplier IS NOT NULL THEN regexp_extract(o.lowest, '#(.*)$', 1) END AS lowest_release,
  CASE WHEN o.supplier IS NOT NULL THEN regexp_extract(o.highest, '#(.*)$', 1) END AS highest_release,
  CASE WHEN o.supplier IS NULL THEN NULL WHEN r.place = 1 THEN 'always' WHEN r.place = 2 THEN 'marker'
    WHEN r.place = 3 THEN 'extra' ELSE 'none' END AS declared,
  o.fault
FROM offered o
LEFT JOIN (
  SELECT wheel_path, required_project, min(CASE WHEN marker IS NULL THEN 1 WHEN extra IS NULL THEN 2 ELSE 3 END) AS place
  FROM requirements
  WHERE required_project IS NOT NULL
  GROUP BY wheel_path, required_project) r ON r.wheel_path = o.wheel_path AND r.required_project = o.supplier
ORDER BY o.project, o.version, o.filename, o.wheel_path, o.path, o.library NULLS LAST, o.choice, o.feature, o.supplier, o.fault
