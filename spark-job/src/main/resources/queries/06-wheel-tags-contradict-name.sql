-- In which wheels do the tags in WHEEL differ from the tags of the file name?
-- Options: --newest, --project
SELECT f.filename, f.detail, w.generator
FROM findings f JOIN wheels w ON w.wheel_path = f.wheel_path
WHERE f.id = 'wheel_tags_differ'
ORDER BY f.filename, f.wheel_path, f.detail
