-- Which wheels need a library that wheels of another project bring, without requiring that project?
-- Lists the projects of the mirror that have the library, for needs of which Requires-Dist names none of them: none, except
-- perhaps for an extra, or through another required project (transitive). reach: path, if RPATH or RUNPATH leads to the
-- library once both are installed; preloaded, if something must load it first; none. Libraries of optional backends do not
-- count.
-- Options: --newest, --project
SELECT project, version, filename, library, supplier, lowest_release, highest_release, declared, reach
FROM (
  SELECT s.*,
    max(CASE WHEN declared IN ('always', 'marker') THEN 1 ELSE 0 END) OVER (PARTITION BY wheel_path, library) AS is_declared
  FROM supplied_needs s
  WHERE reason IS NULL AND coalesce(supplier_kind, '') <> 'optional_backend')
WHERE is_declared = 0
ORDER BY project, version, filename, wheel_path, library, supplier
