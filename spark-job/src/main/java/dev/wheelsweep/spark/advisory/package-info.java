/**
 * Which libraries in wheels are known to be vulnerable: the components of bills of materials, compared with advisories in the
 * format of OSV that the user has exported. Nothing is fetched.
 *
 * <pre>
 *   pkg:rpm/almalinux/libpq&#64;13.20-1.el8_10           a component's package URL
 *     Ecosystem   AlmaLinux                            whose advisories name the package, and the order of its versions
 *     release     8                                    from the qualifier distro, or from "el8"
 *
 *   {"id": "ALSA-...", "affected": [                   an {@link dev.wheelsweep.spark.advisory.Advisory}
 *     {"package": {"ecosystem": "AlmaLinux:8", "name": "libpq"},
 *      "versions": [...],                              {@link dev.wheelsweep.spark.advisory.Affected}
 *      "ranges": [{"type": "ECOSYSTEM",                {@link dev.wheelsweep.spark.advisory.AffectedRange}
 *        "events": [{"introduced": "0"}, {"fixed": "13.22-1.el8_10"}]}]}]}
 * </pre>
 *
 * <p>An export has hundreds of thousands of advisories, a dataset far fewer different components. So the components are indexed
 * by ecosystem and name, and advisories are read one after the other; only matches are kept.
 *
 * <p>What cannot be compared is never silently clean: {@link dev.wheelsweep.spark.advisory.Unjudged} has a reason for each such
 * component, and {@link dev.wheelsweep.spark.advisory.Match.Outcome} for each such version.
 */
package dev.wheelsweep.spark.advisory;
