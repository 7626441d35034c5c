-- Which symbols set the glibc floor of the most wheels, for each architecture?
-- A wheel whose floor is 2.17 has symbols of GLIBC_2.17; all of those count, weak ones do not. A floor that an ABI marker or
-- DT_RELR sets has no symbol. The first glibc
-- of an architecture (aarch64: 2.17) gave its version to most symbols, so there nearly every symbol sets that floor.
WITH symbols AS (
  SELECT r.arch, r.symbol, r.symbol_version, count(DISTINCT r.wheel_path) AS wheels, count(DISTINCT r.project) AS projects
  FROM required_symbols r JOIN wheels w ON w.wheel_path = r.wheel_path
  WHERE r.symbol_version = concat('GLIBC_', w.floor_glibc) AND NOT r.weak
  GROUP BY r.arch, r.symbol, r.symbol_version
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY arch ORDER BY wheels DESC, projects DESC, symbol, symbol_version) AS place
  FROM symbols
)
SELECT arch, symbol, symbol_version, wheels, projects
FROM ranked
WHERE place <= 20
ORDER BY arch NULLS FIRST, place
