-- How were ELF files read, and which share of their bytes was decoded?
SELECT read_mode, count(*) AS files, sum(size) AS bytes, sum(bytes_decoded) AS bytes_decoded,
  round(100 * sum(bytes_decoded) / sum(size), 1) AS percent_decoded
FROM elf_files
GROUP BY read_mode
ORDER BY read_mode
