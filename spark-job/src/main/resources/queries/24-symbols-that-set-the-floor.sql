-- Which symbols set the glibc floor of the most wheels?
-- A wheel whose floor is 2.17 has at least one symbol of GLIBC_2.17; all of those count, weak ones do not.
SELECT r.symbol, r.symbol_version, count(DISTINCT r.wheel_path) AS wheels, count(DISTINCT r.project) AS projects
FROM required_symbols r JOIN wheels w ON w.wheel_path = r.wheel_path
WHERE r.symbol_version = concat('GLIBC_', w.floor_glibc) AND NOT r.weak
GROUP BY r.symbol, r.symbol_version
ORDER BY wheels DESC, projects DESC, r.symbol, r.symbol_version
LIMIT 40
