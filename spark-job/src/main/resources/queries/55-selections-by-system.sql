-- What do users of each supported system get of each release: a wheel that loads, one that does not, or none, and why?
-- Counts releases that have a wheel for Linux, or for every system, as the pip of the system's own Python sees them.
-- do_not_load: the wheel that pip takes is in load_failures. no_wheel: pip takes none, and builds the release from source if
-- it can; the columns after it give the reason, that of the wheel that comes closest: for another Python (by tag or by
-- Requires-Python), C library or architecture, for a newer C library, or with a tag that this pip does not know. unknown
-- counts releases of which a wheel could not be read, or was judged by an earlier release of wheelsweep; they have neither a
-- wheel nor none. Lists systems whose last day of standard or extended support is not before the day of the last sweep.
-- Options: --system
WITH today AS (SELECT CAST(max(started) AS DATE) AS day FROM sweeps),
supported AS (
  SELECT s.* FROM systems s CROSS JOIN today t
  WHERE CAST(coalesce(s.end_of_extended_support, s.end_of_support) AS DATE) >= t.day
),
refused AS (SELECT DISTINCT wheel_path, system, arch, true AS is_broken FROM load_failures)
SELECT x.system, x.arch, s.name, x.python, x.pip, CAST(s.end_of_support AS STRING) AS end_of_support, count(*) AS releases,
  count(x.filename) AS wheel, count(f.is_broken) AS do_not_load, count(*) FILTER (WHERE x.refusal <> 'unknown') AS no_wheel,
  count(*) FILTER (WHERE x.refusal = 'python') AS other_python, count(*) FILTER (WHERE x.refusal = 'libc') AS other_libc,
  count(*) FILTER (WHERE x.refusal = 'architecture') AS other_architecture,
  count(*) FILTER (WHERE x.refusal = 'libc_version') AS newer_libc,
  count(*) FILTER (WHERE x.refusal = 'installer') AS newer_pip, count(*) FILTER (WHERE x.refusal = 'unknown') AS unknown
FROM selections x
JOIN supported s ON s.system = x.system AND s.arch = x.arch
LEFT JOIN refused f ON f.wheel_path = x.wheel_path AND f.system = x.system AND f.arch = x.arch
WHERE x.is_own AND coalesce(x.refusal, '') <> 'platform'
GROUP BY x.system, x.arch, s.name, x.python, x.pip, s.end_of_support
ORDER BY do_not_load DESC, newer_libc DESC, x.system, x.arch
