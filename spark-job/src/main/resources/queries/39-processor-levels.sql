-- Which files state that they need more than the baseline of their architecture?
SELECT isa_needed, arch, count(*) AS files, count(DISTINCT wheel_path) AS wheels, count(DISTINCT project) AS projects
FROM elf_files
WHERE isa_needed IS NOT NULL
GROUP BY isa_needed, arch
ORDER BY isa_needed, arch
