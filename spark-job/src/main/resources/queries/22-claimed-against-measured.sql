-- Which glibc does the file name promise, and which do the ELF files need, by architecture?
-- If they need a later one, the wheel overclaims; if an earlier one, an older tag is possible unless another axis forbids it.
SELECT p.arch, p.promised_minor, w.floor_glibc_minor AS needed_minor, count(*) AS wheels
FROM glibc_promises p JOIN wheels w ON w.wheel_path = p.wheel_path
WHERE w.floor_glibc_minor IS NOT NULL
GROUP BY p.arch, p.promised_minor, w.floor_glibc_minor
ORDER BY p.arch, p.promised_minor, needed_minor
