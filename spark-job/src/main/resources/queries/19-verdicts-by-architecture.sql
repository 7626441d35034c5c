-- How many wheels are honest, overclaim or underclaim, by the architecture they were judged for?
SELECT coalesce(judged_arch, 'none') AS arch, verdict, count(*) AS wheels
FROM judgements
GROUP BY coalesce(judged_arch, 'none'), verdict
ORDER BY arch, verdict
