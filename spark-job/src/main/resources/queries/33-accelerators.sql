-- Which wheels need or contain libraries of CUDA, ROCm, oneAPI, MKL, BLAS, OpenMP or Fortran?
-- The soname decides the stack, without the hash that auditwheel adds. A wheel contains a library if one of its files has this
-- soname.
SELECT stack, component, regexp_replace(name, '(-[0-9a-f]{8})+[.]', '.') AS library, count(DISTINCT project) AS projects,
  count(DISTINCT wheel_path) AS wheels,
  count(DISTINCT CASE WHEN evidence = 'brought' THEN wheel_path END) AS wheels_that_contain_it
FROM accelerators
WHERE evidence IN ('needed', 'brought')
GROUP BY stack, component, regexp_replace(name, '(-[0-9a-f]{8})+[.]', '.')
ORDER BY stack, component, projects DESC, wheels DESC, library
