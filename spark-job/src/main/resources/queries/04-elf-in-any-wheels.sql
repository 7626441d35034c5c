-- Which wheels have the platform tag any but contain ELF files?
-- Options: --newest, --project
SELECT f.filename, f.path, e.machine, e.kind
FROM findings f JOIN elf_files e ON e.wheel_path = f.wheel_path AND e.path = f.path
WHERE f.id = 'elf_in_any_wheel'
UNION
SELECT w.filename, e.path, e.machine, e.kind
FROM wheel_tags t
JOIN wheels w ON w.wheel_path = t.wheel_path
JOIN elf_files e ON e.wheel_path = t.wheel_path
WHERE t.platform_tag = 'any'
ORDER BY filename, path
