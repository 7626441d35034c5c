-- Which libraries do wheels expect of the system that their best policy does not grant, and where would that lead?
SELECT x.library, x.policy AS best_possible_policy, count(DISTINCT x.wheel_path) AS wheels, count(DISTINCT x.project) AS projects
FROM external_libraries x
GROUP BY x.library, x.policy
ORDER BY wheels DESC, x.library, x.policy
