-- Which files search for libraries in absolute folders, such as those of the build machine?
-- Options: --newest, --project
SELECT f.filename, f.path, e.rpath, e.runpath
FROM findings f JOIN elf_files e ON e.wheel_path = f.wheel_path AND e.path = f.path
WHERE f.id IN ('absolute_rpath', 'empty_rpath')
UNION
SELECT filename, path, rpath, runpath
FROM elf_files
WHERE rpath LIKE '/%' OR rpath LIKE '%:/%' OR runpath LIKE '/%' OR runpath LIKE '%:/%'
ORDER BY filename, path
