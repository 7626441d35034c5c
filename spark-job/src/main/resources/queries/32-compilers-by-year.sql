-- Which compilers built the ELF files, by year of upload and by the glibc that the file name promises?
-- Of several releases of one compiler in a file, the newest counts: the older ones built the start-up objects and static
-- libraries that were linked in. The year is null if no index of the mirror states when the wheel was uploaded.
WITH families AS (
  SELECT wheel_path, project, path, compiler,
    CASE WHEN compiler LIKE 'GCC: %' THEN 'GCC'
      WHEN compiler LIKE '%clang version%' THEN 'clang'
      WHEN compiler LIKE 'rustc version%' THEN 'rustc'
      ELSE 'other' END AS family
  FROM compilers
  WHERE compiler NOT LIKE '%LLD%' AND compiler NOT LIKE 'Linker%'
),
releases AS (
  SELECT wheel_path, project, path, family,
    CASE family
      WHEN 'GCC' THEN regexp_extract(compiler, '[)] ([0-9]+)[.]', 1)
      WHEN 'clang' THEN regexp_extract(compiler, 'clang version ([0-9]+)', 1)
      WHEN 'rustc' THEN regexp_extract(compiler, 'rustc version 1[.]([0-9]+)', 1)
      ELSE '' END AS number
  FROM families
),
newest AS (
  SELECT wheel_path, project, path, family, max(try_cast(number AS INT)) AS number
  FROM releases
  GROUP BY wheel_path, project, path, family
),
built AS (
  SELECT wheel_path, project,
    CASE WHEN number IS NULL THEN family
      WHEN family = 'rustc' THEN concat('rustc 1.', number)
      ELSE concat(family, ' ', number) END AS compiler
  FROM newest
)
SELECT extract(YEAR FROM w.upload_time) AS year, p.promised_minor, b.compiler,
  count(DISTINCT b.wheel_path) AS wheels, count(DISTINCT b.project) AS projects
FROM built b
JOIN wheels w ON w.wheel_path = b.wheel_path
JOIN glibc_promises p ON p.wheel_path = b.wheel_path
GROUP BY extract(YEAR FROM w.upload_time), p.promised_minor, b.compiler
ORDER BY year NULLS FIRST, p.promised_minor, wheels DESC, b.compiler
