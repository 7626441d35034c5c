-- Which ELF files, identified by size and CRC-32, are in several projects?
-- The bytes in copies are those of all files but one, also where one project has several wheels with the file.
SELECT crc32, size, min(regexp_extract(path, '[^/]+$', 0)) AS example_filename, count(DISTINCT project) AS projects,
  count(DISTINCT wheel_path) AS wheels, (count(*) - 1) * size AS bytes_in_copies
FROM elf_files
GROUP BY crc32, size
HAVING count(DISTINCT project) > 1
ORDER BY projects DESC, bytes_in_copies DESC, crc32, size
LIMIT 40
