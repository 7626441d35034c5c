-- Which of manylinux2014, manylinux_2_28, manylinux_2_34 and musllinux_1_2 does each release miss, on which architecture?
-- The rows that missing-tags counts: no wheel of the release fits the tag, but it has one that fits on another architecture,
-- or one of another tag for the architecture, or another release of the project has one that fits.
-- Options: --newest, --project
SELECT project, version, arch, tag, has_other_architecture, has_other_tag, had_by_other_release
FROM missing_tags
ORDER BY project, version, arch, tag
