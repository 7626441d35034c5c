-- Which wheels could have an older tag, so that more systems can install them?
-- Options: --newest, --project
SELECT w.filename, w.platform_tags, w.policy AS suggested_tag
FROM wheels w
WHERE w.verdict = 'underclaims'
ORDER BY w.filename, w.wheel_path
