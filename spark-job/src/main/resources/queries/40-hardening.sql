-- How well are projects' own files and vendored files hardened?
SELECT arch, is_vendored, count(*) AS files,
  count(*) FILTER (WHERE relro = 'full') AS full_relro,
  count(*) FILTER (WHERE relro = 'partial') AS partial_relro,
  count(*) FILTER (WHERE relro = 'none') AS no_relro,
  count(*) FILTER (WHERE textrel) AS text_relocations,
  count(*) FILTER (WHERE needs_executable_stack) AS executable_stack
FROM elf_files
WHERE kind IN ('shared_object', 'executable')
GROUP BY arch, is_vendored
ORDER BY arch NULLS FIRST, is_vendored
