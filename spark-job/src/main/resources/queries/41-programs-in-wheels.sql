-- How many wheels contain executables, and how are these linked?
SELECT kind, libc, count(*) AS files, count(DISTINCT wheel_path) AS wheels, count(DISTINCT project) AS projects,
  sum(size) AS bytes, min(project) AS for_example
FROM elf_files
WHERE kind IN ('executable', 'static_executable')
GROUP BY kind, libc
ORDER BY wheels DESC, kind, libc
