-- Which releases have no wheel for a system with glibc 2.17, 2.26 or 2.28, by Python and architecture?
-- On such a system pip builds from source. A stable-ABI wheel counts only for the Python version in its tag.
-- Options: --newest, --project
WITH offered AS (
  SELECT project, version, arch, python_tag, min(libc_minor) AS oldest
  FROM wheel_tags
  WHERE libc = 'glibc' AND libc_major = 2
  GROUP BY project, version, arch, python_tag
)
SELECT o.project, o.version, o.arch, o.python_tag, o.oldest AS oldest_glibc_minor,
  o.oldest <= 17 AS on_2_17, o.oldest <= 26 AS on_2_26, o.oldest <= 28 AS on_2_28
FROM offered o
WHERE o.oldest > 17
  AND NOT EXISTS (
    SELECT 1 FROM wheel_tags t
    WHERE t.project = o.project AND t.version = o.version AND t.platform_tag = 'any')
ORDER BY o.oldest DESC, o.project, o.version, o.arch, o.python_tag
