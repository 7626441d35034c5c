-- Which release of CUDA, ROCm and other stacks does each wheel need, and which driver?
-- release is the highest that anything shows: a soname, a search path, the version's label, a pinned requirement. shown_by says
-- what; oldest_driver is that of the release of CUDA or ROCm. several_releases: no single release is meant by everything that shows
-- one, as in a wheel with files for CUDA 11 and 12. Wheels that bring the libraries themselves are listed too. What only an extra
-- requires does not count.
-- Options: --newest, --project
WITH shown AS (
  SELECT project, version, filename, wheel_path, stack, evidence, lowest_release, oldest_driver,
    CAST(split_part(lowest_release, '.', 1) AS INT) AS low,
    CAST(split_part(coalesce(highest_release, '9999'), '.', 1) AS INT) AS high,
    CAST(split_part(lowest_release, '.', 1) AS INT) * 1000
      + coalesce(CAST(nullif(split_part(lowest_release, '.', 2), '') AS INT), 0) AS place
  FROM accelerators
  WHERE lowest_release IS NOT NULL AND evidence <> 'extra'
)
SELECT project, version, filename, stack, max_by(lowest_release, place) AS release,
  max_by(evidence, concat(lpad(CAST(place AS STRING), 8, '0'), evidence)) AS shown_by,
  max_by(oldest_driver, place) AS oldest_driver, max(low) > min(high) AS several_releases
FROM shown
GROUP BY project, version, filename, wheel_path, stack
ORDER BY project, version, filename, wheel_path, stack
