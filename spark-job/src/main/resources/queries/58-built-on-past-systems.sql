-- Which releases were built on a system that is past its support?
-- A wheel was built on a system whose own compiler left its name in a file: that compiler built the objects that every program
-- is linked with. Files and static libraries that were built elsewhere can name older systems too: files counts the files that
-- do. The end of support is compared with the day of the last sweep; rhel includes CentOS, AlmaLinux and other rebuilds.
-- Options: --newest, --project, --system
WITH today AS (SELECT CAST(max(started) AS DATE) AS day FROM sweeps),
ends AS (
  SELECT system, max(CAST(end_of_support AS DATE)) AS ends, max(CAST(end_of_extended_support AS DATE)) AS extended
  FROM systems
  GROUP BY system
)
SELECT t.project, t.version, t.build_system AS system, CAST(e.ends AS STRING) AS end_of_support,
  CAST(e.extended AS STRING) AS end_of_extended_support, e.extended < d.day AS past_extended_support,
  count(DISTINCT t.wheel_path) AS wheels, sum(t.files) AS files
FROM toolchains t
JOIN ends e ON e.system = t.build_system
CROSS JOIN today d
WHERE e.ends < d.day
GROUP BY t.project, t.version, t.build_system, e.ends, e.extended, d.day
ORDER BY t.project, t.version, system
