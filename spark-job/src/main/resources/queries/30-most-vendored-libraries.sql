-- Which libraries do projects vendor most often, and how large are the copies?
-- The hash that repair tools add to the file name is removed.
WITH vendored AS (
  SELECT project, wheel_path, size, regexp_replace(regexp_extract(path, '[^/]+$', 0), '(-[0-9a-f]{8})+[.]', '.') AS library
  FROM elf_files
  WHERE is_vendored
)
SELECT library, count(DISTINCT project) AS projects, count(DISTINCT wheel_path) AS wheels, count(*) AS files, sum(size) AS bytes
FROM vendored
GROUP BY library
ORDER BY projects DESC, bytes DESC, library
LIMIT 40
