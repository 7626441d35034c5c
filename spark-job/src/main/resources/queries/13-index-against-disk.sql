-- Which listed files vanished, changed while they were read, are not regular files, or killed the scanner?
-- Options: --newest, --project
SELECT m.filename, m.status, m.reason, m.size, m.sha256
FROM mirror_files m
WHERE m.status IN ('vanished', 'changed', 'unsupported', 'killed_scanner')
ORDER BY m.status, m.filename, m.wheel_path
