package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.policy.Claim;
import dev.wheelsweep.core.policy.Claim.Standing;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.Requirement;
import java.util.ArrayList;
import java.util.List;

/**
 * What some of a wheel's tags do not keep. Tags that break on the same needs, as {@code manylinux2014} and {@code
 * manylinux_2_17} do, are told together.
 *
 * @param tags in the name's order
 * @param needs sorted, weak ones left out
 * @param unlisted how many more there are that the judgement does not list
 */
record BrokenPromise(List<String> tags, List<Requirement> needs, int unlisted) {

    static List<BrokenPromise> of(Judgement judgement) {
        List<BrokenPromise> broken = new ArrayList<>();
        for (Claim claim : judgement.claims()) {
            if (claim.standing() == Standing.VIOLATED) {
                BrokenPromise promise = of(claim);
                broken.stream()
                        .filter(promise::alike)
                        .findFirst()
                        .ifPresentOrElse(known -> known.tags.addAll(promise.tags), () -> broken.add(promise));
            }
        }
        return broken;
    }

    private static BrokenPromise of(Claim claim) {
        List<Requirement> needs =
                claim.violations().stream().filter(need -> !need.weak()).toList();
        List<String> tags = new ArrayList<>(List.of(claim.tag().text()));
        return new BrokenPromise(
                tags, needs, claim.violationCount() - claim.violations().size());
    }

    private boolean alike(BrokenPromise other) {
        return unlisted == other.unlisted && needs.equals(other.needs);
    }

    /** @return how many needs there are */
    int count() {
        return needs.size() + unlisted;
    }
}
