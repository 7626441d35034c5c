-- Which tools built the wheels that overclaim, and which share of each tool's wheels overclaims?
SELECT coalesce(regexp_extract(generator, '^[^ (]+', 0), 'unknown') AS backend, count(*) AS wheels,
  count(*) FILTER (WHERE verdict = 'overclaims') AS overclaiming,
  round(100 * count(*) FILTER (WHERE verdict = 'overclaims') / count(*), 1) AS percent
FROM wheels
WHERE elf_files > 0
GROUP BY coalesce(regexp_extract(generator, '^[^ (]+', 0), 'unknown')
ORDER BY overclaiming DESC, wheels DESC, backend
