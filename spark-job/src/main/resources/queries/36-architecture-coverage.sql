-- Which architectures do the projects with the most Linux wheels cover?
-- Options: --project
WITH linux AS (
  SELECT DISTINCT project, wheel_path, arch FROM wheel_tags WHERE platform_family IN ('manylinux', 'musllinux', 'linux')
)
SELECT project, count(DISTINCT wheel_path) AS wheels,
  max(CASE WHEN arch = 'x86_64' THEN 1 ELSE 0 END) AS x86_64,
  max(CASE WHEN arch = 'aarch64' THEN 1 ELSE 0 END) AS aarch64,
  max(CASE WHEN arch = 'i686' THEN 1 ELSE 0 END) AS i686,
  max(CASE WHEN arch = 'armv7l' THEN 1 ELSE 0 END) AS armv7l,
  max(CASE WHEN arch = 'ppc64le' THEN 1 ELSE 0 END) AS ppc64le,
  max(CASE WHEN arch = 's390x' THEN 1 ELSE 0 END) AS s390x,
  max(CASE WHEN arch = 'riscv64' THEN 1 ELSE 0 END) AS riscv64,
  max(CASE WHEN arch = 'loongarch64' THEN 1 ELSE 0 END) AS loongarch64
FROM linux
GROUP BY project
ORDER BY wheels DESC, project
LIMIT 100
