-- For which reasons could wheels or entries not be read?
SELECT stage, reason, count(*) AS failures, count(DISTINCT wheel_path) AS wheels, min(filename) AS for_example
FROM failures
GROUP BY stage, reason
ORDER BY failures DESC, stage, reason
