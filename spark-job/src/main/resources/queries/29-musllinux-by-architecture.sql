-- How many wheels are there for musl, by architecture and version?
SELECT t.arch, t.libc_major, t.libc_minor, count(DISTINCT t.wheel_path) AS wheels, count(DISTINCT t.project) AS projects
FROM wheel_tags t
WHERE t.platform_family = 'musllinux'
GROUP BY t.arch, t.libc_major, t.libc_minor
ORDER BY t.arch, t.libc_major, t.libc_minor
