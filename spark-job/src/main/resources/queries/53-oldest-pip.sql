-- Which pip does each wheel need at least, and which share of the wheels does an old pip still take?
-- Counts wheels by the oldest pip that knows one of their tags, on a machine where the wheel runs; null where no pip does.
-- taken_by_this_pip counts those that need this pip or an older one; its percentage is of all wheels whose name is valid.
WITH named AS (
  SELECT project, oldest_pip, try_cast(regexp_extract(oldest_pip, '^([0-9]+)', 1) AS INT) AS major,
    try_cast(regexp_extract(oldest_pip, '^[0-9]+[.]([0-9]+)', 1) AS INT) AS minor
  FROM wheels
  WHERE project IS NOT NULL
),
counted AS (
  SELECT oldest_pip, major, minor, count(*) AS wheels, count(DISTINCT project) AS projects
  FROM named
  GROUP BY oldest_pip, major, minor
)
SELECT c.oldest_pip, c.wheels, c.projects, sum(o.wheels) AS taken_by_this_pip,
  round(100 * sum(o.wheels) / a.wheels, 1) AS percent_taken
FROM counted c
CROSS JOIN (SELECT count(*) AS wheels FROM named) a
LEFT JOIN counted o ON o.major < c.major OR (o.major = c.major AND o.minor <= c.minor)
GROUP BY c.oldest_pip, c.major, c.minor, c.wheels, c.projects, a.wheels
ORDER BY c.major NULLS LAST, c.minor NULLS LAST, c.oldest_pip
