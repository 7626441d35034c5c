-- How many wheels contain executables, by kind of linking, C library and architecture?
-- A wheel with executables of several kinds is counted in each of their rows.
SELECT kind, libc, arch, count(*) AS files, count(DISTINCT wheel_path) AS wheels, count(DISTINCT project) AS projects,
  sum(size) AS bytes, min(project) AS for_example
FROM elf_files
WHERE kind IN ('executable', 'static_executable')
GROUP BY kind, libc, arch
ORDER BY wheels DESC, kind, libc, arch NULLS FIRST
