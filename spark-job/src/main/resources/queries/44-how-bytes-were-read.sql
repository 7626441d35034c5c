-- How were the bytes of ELF files obtained, and what part of them?
SELECT read_mode, count(*) AS files, sum(size) AS bytes, sum(bytes_decoded) AS bytes_decoded,
  round(100 * sum(bytes_decoded) / sum(size), 1) AS percent_decoded
FROM elf_files
GROUP BY read_mode
ORDER BY read_mode
