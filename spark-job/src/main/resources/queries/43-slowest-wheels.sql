-- Which wheels took the longest to scan, and how many bytes were decoded?
-- Options: --newest, --project
SELECT filename, size, elf_files, bytes_read, bytes_decoded, round(scan_micros / 1000, 1) AS milliseconds
FROM wheels
ORDER BY scan_micros DESC, wheel_path
LIMIT 20
