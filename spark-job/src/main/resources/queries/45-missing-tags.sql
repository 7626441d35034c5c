-- Which of manylinux2014, manylinux_2_28, manylinux_2_34 and musllinux_1_2 do releases miss, by architecture?
-- Counts, for each of these tags and each architecture, the releases of which no wheel fits: none has a tag of this
-- architecture and C library with the same or an older version. Users of such systems build from source. A release counts
-- only if it has a wheel that fits the tag on another architecture, or a manylinux or musllinux wheel of another tag for the
-- architecture, or if another release of the project has a wheel that fits; one release may count for several reasons.
-- Releases without such wheels, or with one for any platform, do not count.
SELECT tag, arch, count(*) AS releases, count(DISTINCT project) AS projects,
  count(*) FILTER (WHERE has_other_architecture) AS with_other_architecture,
  count(*) FILTER (WHERE has_other_tag) AS with_other_tag,
  count(*) FILTER (WHERE had_by_other_release) AS with_it_in_other_release
FROM missing_tags
GROUP BY tag, arch
ORDER BY releases DESC, tag, arch
