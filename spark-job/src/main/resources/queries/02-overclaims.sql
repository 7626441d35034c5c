-- Which wheels overclaim, and which need is to blame?
-- One row per need that a claimed tag does not promise; weak needs break no tag and are left out.
SELECT filename, tag, axis, path, library, needed, symbols
FROM violations
WHERE NOT weak
ORDER BY filename, wheel_path, tag, axis, path, library NULLS FIRST, needed NULLS FIRST
