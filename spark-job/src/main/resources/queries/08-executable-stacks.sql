-- Which files request an executable stack?
-- glibc 2.41 and later refuse to load those that are shared objects.
-- Options: --newest, --project
SELECT filename, path, arch, libc, is_vendored
FROM elf_files
WHERE needs_executable_stack
ORDER BY filename, wheel_path, path
