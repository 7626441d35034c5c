-- Which copies of one vendored library are in several projects?
-- Copies are one if they have the same build id or, where the linker wrote none, the same SHA-256 in RECORD: identified_by says
-- which. Repair tools change names and search paths, so that one build has several contents; contents counts the hashes that
-- RECORD declares, or sizes and CRC-32 where it has none. Every project that ships the copy has a row. known_version is the
-- version that a package note or a bill of materials of any of them has: it identifies the copies of the others too.
-- Options: --project
SELECT identified_by, identity, library, library_version, known_version, arch, projects, project, wheels, contents, example_path
FROM (
  SELECT *, count(*) OVER (PARTITION BY identified_by, identity) AS projects,
    max(library_version) OVER (PARTITION BY identified_by, identity) AS known_version
  FROM (
    SELECT CASE WHEN e.build_id IS NULL THEN 'record_sha256' ELSE 'build_id' END AS identified_by,
      coalesce(e.build_id, e.record_sha256) AS identity, min(l.library) AS library, max(l.library_version) AS library_version,
      min(e.arch) AS arch, e.project, count(DISTINCT e.wheel_path) AS wheels,
      count(DISTINCT coalesce(e.record_sha256, concat(e.size, ' ', e.crc32))) AS contents, min(e.path) AS example_path
    FROM vendored_libraries l
    JOIN elf_files e ON e.wheel_path = l.wheel_path AND e.path = l.path
    WHERE coalesce(e.build_id, e.record_sha256) IS NOT NULL
    GROUP BY CASE WHEN e.build_id IS NULL THEN 'record_sha256' ELSE 'build_id' END, coalesce(e.build_id, e.record_sha256),
      e.project))
WHERE projects > 1
ORDER BY projects DESC, library, identified_by, identity, project
