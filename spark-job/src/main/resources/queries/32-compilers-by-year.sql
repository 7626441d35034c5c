-- Which compilers built the ELF files, by year and by the glibc that the file name promises?
WITH built AS (
  SELECT c.wheel_path, c.project,
    CASE WHEN c.compiler LIKE 'GCC%' THEN concat('GCC ', regexp_extract(c.compiler, ' ([0-9]+)[.][0-9]+', 1))
      WHEN c.compiler LIKE '%clang%' THEN concat('clang ', regexp_extract(c.compiler, 'clang version ([0-9]+)', 1))
      WHEN c.compiler LIKE 'rustc%' THEN concat('rustc ', regexp_extract(c.compiler, 'rustc version ([0-9]+[.][0-9]+)', 1))
      WHEN c.compiler LIKE '%LLD%' OR c.compiler LIKE 'Linker%' THEN 'a linker'
      ELSE 'other' END AS compiler
  FROM compilers c
)
SELECT extract(YEAR FROM coalesce(w.upload_time, w.mtime)) AS year, p.promised_minor, b.compiler,
  count(DISTINCT b.wheel_path) AS wheels, count(DISTINCT b.project) AS projects
FROM built b
JOIN wheels w ON w.wheel_path = b.wheel_path
JOIN glibc_promises p ON p.wheel_path = b.wheel_path
GROUP BY extract(YEAR FROM coalesce(w.upload_time, w.mtime)), p.promised_minor, b.compiler
ORDER BY year, p.promised_minor, wheels DESC, b.compiler
