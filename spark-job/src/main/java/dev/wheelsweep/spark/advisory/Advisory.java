package dev.wheelsweep.spark.advisory;

import java.util.List;

/**
 * One advisory of an export.
 *
 * @param id such as {@code "ALSA-2025:1234"}
 * @param cves the CVE identifiers that its aliases, upstream and related advisories name, sorted
 * @param severity a word such as {@code "HIGH"}, or a CVSS vector; empty if it has none
 * @param withdrawn whether its author has taken it back
 */
record Advisory(String id, List<String> cves, String severity, boolean withdrawn, List<Affected> affected) {}
