-- Which wheels overclaim, and which needs cause it?
-- One row per need that a claimed tag does not cover; weak needs break no tag and are omitted.
-- Options: --newest, --project
SELECT filename, tag, axis, path, library, needed, symbols
FROM violations
WHERE NOT weak
ORDER BY filename, wheel_path, tag, axis, path, library NULLS FIRST, needed NULLS FIRST
