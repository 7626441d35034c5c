-- Which libraries do wheels expect from the system although the most compatible policy does not grant them?
-- best_possible_policy is the most compatible policy that a wheel with this need can reach; linux_ARCH if none grants it.
SELECT x.library, x.policy AS best_possible_policy, count(DISTINCT x.wheel_path) AS wheels, count(DISTINCT x.project) AS projects
FROM external_libraries x
GROUP BY x.library, x.policy
ORDER BY wheels DESC, x.library, x.policy
