-- Which ABI markers, such as GLIBC_ABI_DT_RELR, do files need, by year?
-- A marker is a version name without a number; it says that the loader must support a feature.
SELECT extract(YEAR FROM coalesce(w.upload_time, w.mtime)) AS year, r.library, r.symbol_version,
  count(DISTINCT r.wheel_path) AS wheels, count(DISTINCT r.project) AS projects
FROM symbol_requirements r JOIN wheels w ON w.wheel_path = r.wheel_path
WHERE r.namespace IN ('GLIBC', 'GCC', 'CXXABI', 'GLIBCXX') AND cardinality(r.version_numbers) = 0
GROUP BY extract(YEAR FROM coalesce(w.upload_time, w.mtime)), r.library, r.symbol_version
ORDER BY year, wheels DESC, r.library, r.symbol_version
