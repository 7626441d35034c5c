package dev.wheelsweep.spark.advisory;

import dev.wheelsweep.spark.advisory.DistributionRelease.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Components by the names of their packages; advisories are compared with them one after the other. */
final class Comparison {
    private record Name(Ecosystem ecosystem, String name) {}

    private record Identified(Component component, Component.Known identity) {}

    private record Pair(Component component, String advisory) {}

    private final List<Unjudged> unidentified = new ArrayList<>();
    private final List<Identified> identified = new ArrayList<>();
    private final Map<Name, List<Identified>> byName = new HashMap<>();
    private final Map<Pair, Match> matches = new LinkedHashMap<>();
    private final Set<Ecosystem> exported = new HashSet<>();
    private final Set<Name> named = new HashSet<>();

    Comparison(Collection<Component> components) {
        for (Component component : components) {
            Component.Identity identity = component.identity();
            if (identity instanceof Component.Known known) {
                Identified one = new Identified(component, known);
                identified.add(one);
                names(known)
                        .forEach(name -> byName.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(one));
            } else if (identity instanceof Component.Unknown unknown) {
                unidentified.add(new Unjudged(component, unknown.reason()));
            }
        }
    }

    private static List<Name> names(Component.Known identity) {
        return identity.names().stream()
                .map(name -> new Name(identity.ecosystem(), name))
                .toList();
    }

    void compare(Advisory advisory) {
        for (Affected affected : advisory.affected()) {
            Ecosystem.named(affected.ecosystemName()).ifPresent(ecosystem -> compare(advisory, affected, ecosystem));
        }
    }

    private void compare(Advisory advisory, Affected affected, Ecosystem ecosystem) {
        exported.add(ecosystem);
        Name name = new Name(ecosystem, ecosystem.spelling(affected.name()));
        List<Identified> sameName = byName.get(name);
        if (sameName == null) {
            return;
        }
        named.add(name);
        for (Identified one : sameName) {
            Relation relation = one.identity().release().to(affected.release());
            if (relation != Relation.OTHER) {
                affected.verdict(one.identity().version(), ecosystem.order())
                        .ifPresent(verdict -> keep(advisory, affected, one.component(), relation, verdict));
            }
        }
    }

    private void keep(
            Advisory advisory, Affected affected, Component component, Relation relation, Affected.Verdict verdict) {
        Match.Outcome outcome = verdict.outcome() == Match.Outcome.AFFECTED && relation == Relation.PERHAPS
                ? Match.Outcome.AFFECTED_IN_SOME_RELEASE
                : verdict.outcome();
        matches.merge(
                new Pair(component, advisory.id()),
                new Match(
                        component,
                        affected.ecosystem(),
                        advisory.id(),
                        advisory.cves(),
                        advisory.severity(),
                        verdict.fixed(),
                        outcome),
                Match::or);
    }

    Collection<Match> matches() {
        return matches.values();
    }

    /** @return after all advisories were compared */
    List<Unjudged> unjudged() {
        List<Unjudged> unjudged = new ArrayList<>(unidentified);
        for (Identified one : identified) {
            Ecosystem ecosystem = one.identity().ecosystem();
            if (!exported.contains(ecosystem)) {
                unjudged.add(new Unjudged(one.component(), Unjudged.Reason.NO_ADVISORIES));
            } else if (ecosystem.namesSourcePackages()
                    && names(one.identity()).stream().noneMatch(named::contains)) {
                unjudged.add(new Unjudged(one.component(), Unjudged.Reason.NO_SOURCE_PACKAGE));
            }
        }
        return unjudged;
    }
}
