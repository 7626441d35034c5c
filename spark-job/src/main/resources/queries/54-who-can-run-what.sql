-- Who can run what, until when: which share of the wheels does each supported system take, and which do not load there?
-- Lists systems whose last day of standard or extended support is known and not before the day of the last sweep; first those
-- that a tag is named after, by C library, then the newest release of each other distribution, then all others. wheels counts
-- those with a manylinux or musllinux tag of the system's C library and one of its architectures, a wheel once for each
-- architecture; taken, those of them whose tag the C library takes. do_not_load counts wheels that the pip of the system
-- installs and the loader refuses.
-- Options: --system
WITH today AS (SELECT CAST(max(started) AS DATE) AS day FROM sweeps),
supported AS (
  SELECT s.*, coalesce(CAST(s.baselines AS STRING), '[]') <> '[]' AS is_baseline,
    max(CAST(s.released AS DATE)) OVER (PARTITION BY s.distribution) AS newest
  FROM systems s CROSS JOIN today t
  WHERE CAST(coalesce(s.end_of_extended_support, s.end_of_support) AS DATE) >= t.day
),
lowest AS (
  SELECT arch, libc, libc_major, min(libc_minor) AS libc_minor
  FROM wheel_tags
  WHERE platform_family IN ('manylinux', 'musllinux')
  GROUP BY wheel_path, arch, libc, libc_major
),
counted AS (
  SELECT arch, libc, libc_major, libc_minor, count(*) AS wheels FROM lowest GROUP BY arch, libc, libc_major, libc_minor
),
refused AS (
  SELECT system, count(DISTINCT wheel_path) AS wheels FROM load_failures GROUP BY system
),
reach AS (
  SELECT s.system, s.name, s.distribution, s.released, s.libc, s.libc_version, s.libc_major, s.libc_minor, s.end_of_support,
    s.end_of_extended_support,
    CASE WHEN s.is_baseline THEN 0 WHEN CAST(s.released AS DATE) = s.newest THEN 1 ELSE 2 END AS place,
    coalesce(sum(c.wheels), 0) AS wheels,
    coalesce(sum(CASE WHEN c.libc_major = s.libc_major AND c.libc_minor <= s.libc_minor THEN c.wheels END), 0) AS taken
  FROM supported s LEFT JOIN counted c ON c.arch = s.arch AND c.libc = s.libc
  GROUP BY s.system, s.name, s.distribution, s.released, s.libc, s.libc_version, s.libc_major, s.libc_minor, s.end_of_support,
    s.end_of_extended_support, CASE WHEN s.is_baseline THEN 0 WHEN CAST(s.released AS DATE) = s.newest THEN 1 ELSE 2 END
)
SELECT r.system, r.name, concat(r.libc, ' ', r.libc_version) AS c_library, r.wheels, r.taken,
  round(100 * r.taken / nullif(r.wheels, 0), 1) AS percent_taken, coalesce(f.wheels, 0) AS do_not_load,
  CAST(r.end_of_support AS STRING) AS end_of_support, CAST(r.end_of_extended_support AS STRING) AS end_of_extended_support
FROM reach r LEFT JOIN refused f ON f.system = r.system
ORDER BY r.place, r.libc, r.libc_major, r.libc_minor, r.system
