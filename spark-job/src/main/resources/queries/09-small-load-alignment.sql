-- Which files for ARM or POWER have segments that a kernel with 64 KiB pages cannot map?
-- Options: --newest, --project
SELECT filename, path, arch, min_load_alignment
FROM elf_files
WHERE arch IN ('aarch64', 'ppc64le') AND kind = 'shared_object' AND libc <> 'bionic'
  AND min_load_alignment > 0 AND min_load_alignment < 65536
ORDER BY min_load_alignment, filename, wheel_path, path
