-- Where do the listing and the disk disagree: files that vanished, changed while being read, or are no wheel at all?
SELECT m.filename, m.status, m.reason, m.size, m.sha256
FROM mirror_files m
WHERE m.status IN ('vanished', 'changed', 'unsupported', 'killed_scanner')
ORDER BY m.status, m.filename, m.wheel_path
