-- Which wheels does pip install and the loader refuse, by system and kind of failure?
-- Counts the wheels that the pip of a system takes for some Python and of which some file does not load there, and their
-- projects. The example is the first of the loader's texts in alphabetical order.
-- Options: --system
SELECT f.system, f.arch, s.name, CAST(s.end_of_support AS STRING) AS end_of_support,
  CAST(s.end_of_extended_support AS STRING) AS end_of_extended_support, f.kind,
  count(DISTINCT f.wheel_path) AS wheels, count(DISTINCT f.project) AS projects, min(f.text) AS example
FROM load_failures f LEFT JOIN systems s ON s.system = f.system AND s.arch = f.arch
GROUP BY f.system, f.arch, s.name, s.end_of_support, s.end_of_extended_support, f.kind
ORDER BY wheels DESC, f.system, f.arch, f.kind
