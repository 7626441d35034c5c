-- Which wheels need or contain libraries of CUDA, ROCm, oneAPI, MKL, BLAS, OpenMP or Fortran?
-- The soname decides the family. A wheel contains a library if one of its files has this soname.
WITH named AS (
  SELECT project, wheel_path, library AS name, FALSE AS contained FROM needed_libraries
  UNION ALL
  SELECT project, wheel_path, soname AS name, TRUE AS contained FROM elf_files WHERE soname IS NOT NULL
),
families AS (
  SELECT project, wheel_path, name, contained, CASE
    WHEN regexp_extract(name, '^libcu(da|dart|blas|blasLt|dnn[a-z_]*|fft|fftw|file|rand|solver|sparse|sparseLt|pti)[-.]', 0) <> '' THEN 'CUDA'
    WHEN regexp_extract(name, '^lib(nvrtc|nvJitLink|nvjpeg|nvToolsExt|nccl|nvinfer|nvshmem[a-z_]*)[-.]', 0) <> '' THEN 'CUDA'
    WHEN regexp_extract(name, '^lib(amdhip64|hip[a-z]*|roc[a-z]*|MIOpen|hsa-runtime64|rccl)[-.]', 0) <> '' THEN 'ROCm'
    WHEN regexp_extract(name, '^lib(sycl|ze_loader|ccl|dnnl)[-.]', 0) <> '' THEN 'oneAPI'
    WHEN regexp_extract(name, '^libmkl_', 0) <> '' THEN 'MKL'
    WHEN regexp_extract(name, '^lib(openblas|scipy_openblas|blas|lapack|cblas|flexiblas|blis)', 0) <> '' THEN 'BLAS'
    WHEN regexp_extract(name, '^lib(gomp|omp|iomp5)[-.]', 0) <> '' THEN 'OpenMP'
    WHEN regexp_extract(name, '^lib(gfortran|quadmath)[-.]', 0) <> '' THEN 'Fortran'
    END AS family
  FROM named
)
SELECT family, regexp_replace(name, '(-[0-9a-f]{8})+[.]', '.') AS library, count(DISTINCT project) AS projects,
  count(DISTINCT wheel_path) AS wheels, count(DISTINCT CASE WHEN contained THEN wheel_path END) AS wheels_that_contain_it
FROM families
WHERE family IS NOT NULL
GROUP BY family, regexp_replace(name, '(-[0-9a-f]{8})+[.]', '.')
ORDER BY family, projects DESC, wheels DESC, library
