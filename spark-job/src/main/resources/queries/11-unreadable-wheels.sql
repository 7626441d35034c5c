-- Which wheels or entries cannot be read, where, and why? A wheel of which only some entries cannot be read is partial.
-- Options: --newest, --project
SELECT f.filename, f.entry, f.stage, f.reason, w.status
FROM failures f JOIN wheels w ON w.wheel_path = f.wheel_path
ORDER BY f.filename, f.wheel_path, f.entry NULLS FIRST, f.stage, f.reason
