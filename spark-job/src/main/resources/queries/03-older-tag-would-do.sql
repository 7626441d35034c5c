-- Which wheels could carry an older tag than they do, and so reach more systems?
SELECT w.filename, w.platform_tags, w.policy AS suggested_tag
FROM wheels w
WHERE w.verdict = 'underclaims'
ORDER BY w.filename, w.wheel_path
