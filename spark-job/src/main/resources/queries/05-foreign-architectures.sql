-- Which ELF files are for an architecture or a C library that the wheel's name does not promise?
-- Options: --newest, --project
SELECT f.filename, f.id, f.path, e.machine, e.libc, f.detail
FROM findings f LEFT JOIN elf_files e ON e.wheel_path = f.wheel_path AND e.path = f.path
WHERE f.id IN ('foreign_architecture', 'foreign_libc')
ORDER BY f.filename, f.wheel_path, f.id, f.path NULLS FIRST, f.detail
