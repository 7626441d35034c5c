-- Which vendored libraries does no bill of materials of their wheel list, as far as that can be seen?
-- A library is listed if a component has the hash of the path from which it was copied, or its name. library_version is that of
-- a package note or of the file's name; abi_version counts changes of the interface. has_bill: the wheel has a bill of
-- materials with components that may be libraries, but none is known to be this one.
-- Options: --newest, --project
SELECT l.project, l.version, l.filename, l.path, l.library, l.library_version, l.abi_version, l.build_system,
  s.wheel_path IS NOT NULL AS has_bill
FROM vendored_libraries l
LEFT JOIN (
  SELECT DISTINCT wheel_path
  FROM sbom_components
  WHERE component IS NOT NULL
    AND lower(regexp_extract(coalesce(purl, ''), '^pkg:([^/]+)', 1)) NOT IN ('pypi', 'cargo', 'npm', 'golang')) s
  ON s.wheel_path = l.wheel_path
WHERE l.evidence = 'file_name' OR (l.evidence = 'package_note' AND l.purl IS NULL)
ORDER BY l.project, l.version, l.filename, l.wheel_path, l.path
