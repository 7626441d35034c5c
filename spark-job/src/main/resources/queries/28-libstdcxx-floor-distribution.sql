-- How are the GLIBCXX and CXXABI floors of wheels distributed?
SELECT floor_glibcxx, floor_cxxabi, count(*) AS wheels, count(DISTINCT project) AS projects
FROM wheels
WHERE floor_glibcxx IS NOT NULL OR floor_cxxabi IS NOT NULL
GROUP BY floor_glibcxx, floor_cxxabi
ORDER BY wheels DESC, floor_glibcxx NULLS FIRST, floor_cxxabi NULLS FIRST
