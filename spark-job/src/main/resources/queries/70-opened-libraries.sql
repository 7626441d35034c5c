-- Which libraries do files say they open by dlopen, how much do they need them, and does the wheel have them?
-- From notes of the specification "dlopen() Metadata for ELF Files". Of the names with the same path and feature one is enough;
-- choice orders them. What files open without such a note is not seen.
-- Options: --newest, --project
SELECT project, version, filename, path, library, choice, feature, coalesce(priority, 'recommended') AS priority,
  file_in_wheel, fault
FROM opened_libraries
ORDER BY project, version, filename, wheel_path, path, library NULLS LAST, choice, feature, fault
