package dev.wheelsweep.spark.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Requirement;
import dev.wheelsweep.spark.diff.Suppression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One result of a SARIF run.
 *
 * @param uri the wheel, as a relative reference where the user named it by one (RFC 3986)
 * @param member the path in the wheel that it is about
 * @param acceptance the entry of the baseline that accepts it
 */
record SarifResult(
        FindingId rule, String uri, Optional<String> member, String message, Optional<Suppression> acceptance) {
    /** Bytes that need no escape in the path of a URI. */
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/+@!$&'()*,;=";

    /** The results of a wheel: every violation of a tag, and every finding about something else. */
    static List<SarifResult> of(CheckedWheel wheel) {
        List<SarifResult> results = new ArrayList<>();
        String uri = uri(wheel.path());
        for (ViolatedTags promise : wheel.judgement().map(ViolatedTags::of).orElse(List.of())) {
            String claimed = String.join(", ", promise.tags()) + " is claimed, but ";
            for (Requirement need : promise.needs()) {
                if (wheel.isSupplied(need)) {
                    continue; // A finding of its own.
                }
                String message = claimed + need.file() + " " + Wording.of(need);
                results.add(new SarifResult(
                        FindingId.TAG_VIOLATED,
                        uri,
                        Optional.of(need.file()),
                        message,
                        wheel.acceptance(FindingId.TAG_VIOLATED)));
            }
        }
        wheel.findings().stream()
                .filter(finding -> finding.id() != FindingId.TAG_VIOLATED)
                .map(finding -> new SarifResult(
                        finding.id(), uri, finding.file(), Wording.of(finding), wheel.acceptance(finding.id())))
                .forEach(results::add);
        return results;
    }

    /** @return the path with slashes, its other bytes percent-encoded as UTF-8 where they must be */
    static String uri(Path path) {
        StringBuilder uri = new StringBuilder(path.isAbsolute() ? "file://" : "");
        for (byte b : path.toString()
                .replace(path.getFileSystem().getSeparator(), "/")
                .getBytes(UTF_8)) {
            if (PLAIN.indexOf(b) >= 0) {
                uri.append((char) b);
            } else {
                uri.append('%').append(String.format("%02X", b));
            }
        }
        return uri.toString();
    }
}
