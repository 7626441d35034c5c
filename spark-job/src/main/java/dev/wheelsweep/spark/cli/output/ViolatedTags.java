package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.policy.Claim;
import dev.wheelsweep.core.policy.Claim.Standing;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.Requirement;
import java.util.ArrayList;
import java.util.List;

/**
 * Claimed tags that the wheel violates by the same needs, such as {@code manylinux2014} and {@code manylinux_2_17}.
 *
 * @param tags in the name's order
 * @param needs sorted, without weak ones
 * @param unlisted how many more needs there are that the judgement does not list
 */
record ViolatedTags(List<String> tags, List<Requirement> needs, int unlisted) {

    static List<ViolatedTags> of(Judgement judgement) {
        List<ViolatedTags> groups = new ArrayList<>();
        for (Claim claim : judgement.claims()) {
            if (claim.standing() == Standing.VIOLATED) {
                ViolatedTags violated = of(claim);
                groups.stream()
                        .filter(violated::alike)
                        .findFirst()
                        .ifPresentOrElse(known -> known.tags.addAll(violated.tags), () -> groups.add(violated));
            }
        }
        return groups;
    }

    private static ViolatedTags of(Claim claim) {
        List<Requirement> needs =
                claim.violations().stream().filter(need -> !need.weak()).toList();
        List<String> tags = new ArrayList<>(List.of(claim.tag().text()));
        return new ViolatedTags(
                tags, needs, claim.violationCount() - claim.violations().size());
    }

    private boolean alike(ViolatedTags other) {
        return unlisted == other.unlisted && needs.equals(other.needs);
    }
}
