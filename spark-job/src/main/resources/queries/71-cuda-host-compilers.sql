-- Which GCC built the files of wheels that use CUDA, and does nvcc of that release support it as its host compiler?
-- supported_gcc is the newest major version of GCC that the release of CUDA supports, according to the conflicts that Spack's class
-- for CUDA packages declares; where only 12 is known, that of the last 12.x in the table. Of several releases that a wheel shows,
-- the strictest counts. newest_gcc is the newest that left its name in a file: is_newer says that nvcc refuses it without
-- -allow-unsupported-compiler. Files without code for devices may be built with any compiler.
-- Options: --newest, --project
WITH supported AS (
  SELECT 8 AS major, 0 AS minor, 5 AS newest_gcc UNION ALL SELECT 9, 0, 6 UNION ALL SELECT 9, 1, 6 UNION ALL SELECT 9, 2, 7
  UNION ALL SELECT 10, 0, 7 UNION ALL SELECT 10, 1, 8 UNION ALL SELECT 10, 2, 8 UNION ALL SELECT 11, 0, 9
  UNION ALL SELECT 11, 1, 10 UNION ALL SELECT 11, 2, 10 UNION ALL SELECT 11, 3, 10 UNION ALL SELECT 11, 4, 11
  UNION ALL SELECT 11, 5, 11 UNION ALL SELECT 11, 6, 11 UNION ALL SELECT 11, 7, 11 UNION ALL SELECT 11, 8, 11
  UNION ALL SELECT 12, 0, 12 UNION ALL SELECT 12, 1, 12 UNION ALL SELECT 12, 2, 12 UNION ALL SELECT 12, 3, 12
  UNION ALL SELECT 12, 4, 13 UNION ALL SELECT 12, 5, 13 UNION ALL SELECT 12, 6, 13 UNION ALL SELECT 12, 8, 14
  UNION ALL SELECT 12, 9, 14 UNION ALL SELECT 13, 0, 15 UNION ALL SELECT 13, 1, 15 UNION ALL SELECT 13, 2, 15
),
shown AS (
  SELECT project, version, filename, wheel_path, name, highest_release,
    CAST(split_part(highest_release, '.', 1) AS INT) AS major,
    CAST(nullif(split_part(highest_release, '.', 2), '') AS INT) AS minor
  FROM accelerators
  WHERE stack = 'cuda' AND highest_release IS NOT NULL AND evidence <> 'extra'
),
allowed AS (
  SELECT s.project, s.version, s.filename, s.wheel_path, s.highest_release, max(c.newest_gcc) AS supported_gcc
  FROM shown s JOIN supported c ON c.major = s.major AND coalesce(s.minor, c.minor) = c.minor
  GROUP BY s.project, s.version, s.filename, s.wheel_path, s.highest_release
),
strictest AS (
  SELECT project, version, filename, wheel_path, min_by(highest_release, supported_gcc) AS cuda_release,
    min(supported_gcc) AS supported_gcc
  FROM allowed
  GROUP BY project, version, filename, wheel_path
),
built AS (
  SELECT wheel_path, max(try_cast(split_part(tool_version, '.', 1) AS INT)) AS newest_gcc
  FROM toolchains
  WHERE tool = 'gcc'
  GROUP BY wheel_path
)
SELECT a.project, a.version, a.filename, a.cuda_release, a.supported_gcc, b.newest_gcc,
  b.newest_gcc > a.supported_gcc AS is_newer
FROM strictest a JOIN built b ON b.wheel_path = a.wheel_path
ORDER BY is_newer DESC NULLS LAST, a.project, a.version, a.filename, a.wheel_path
