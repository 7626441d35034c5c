package dev.wheelsweep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.SharedFacts;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares the built-in set with auditwheel's numbers, as one set per architecture, namespace and policy. */
@EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
class PolicyFactsDifferentialTest {
    /**
     * The numbers in auditwheel 6.8.1's manylinux policies, without libraries and forbidden symbols, which are one set
     * per policy.
     */
    private static final int SETS = 624;

    private final PolicyCatalog catalog = PolicyCatalog.builtIn();

    @Test
    void everySetIsAuditwheelsAndHasAllOfTheOlderOnes() throws IOException {
        Map<?, ?> family = family("manylinux");
        int sets = 0;
        for (Map.Entry<?, ?> archVersions : ((Map<?, ?>) family.get("versions")).entrySet()) {
            PolicyLadder ladder = catalog.ladder(Libc.GLIBC, new Arch((String) archVersions.getKey()))
                    .orElseThrow();
            for (Map.Entry<?, ?> namespace : ((Map<?, ?>) archVersions.getValue()).entrySet()) {
                Map<?, ?> table = namespace.getValue() instanceof Map<?, ?> inline
                        ? inline
                        : (Map<?, ?>) ((Map<?, ?>) family.get("tables")).get(namespace.getValue());
                sets += compare(ladder, (String) namespace.getKey(), table, policies(family));
            }
        }
        assertThat(sets).isEqualTo(SETS);
    }

    private static int compare(PolicyLadder ladder, String namespace, Map<?, ?> table, List<Map<?, ?>> policies) {
        Set<String> theirs = new TreeSet<>();
        Set<String> previous = Set.of();
        int rank = 0;
        for (Map<?, ?> policy : policies) {
            for (String version : words(table.get(policy.get("name")))) {
                theirs.add(namespace + "_" + version);
            }
            if (((List<?>) policy.get("arches")).contains(ladder.arch().name())) {
                Set<String> ours = granted(ladder, namespace, rank);
                assertThat(ladder.policies().get(rank).name()).isEqualTo(policy.get("name"));
                assertThat(ours)
                        .as("%s %s", ladder.name(rank), namespace)
                        .isEqualTo(theirs)
                        .containsAll(previous);
                previous = ours;
                rank++;
            }
        }
        assertThat(rank).isEqualTo(ladder.linux());
        return rank;
    }

    private static Set<String> granted(PolicyLadder ladder, String namespace, int rank) {
        Set<String> granted = new TreeSet<>();
        for (String version : ladder.grants().versions().get(namespace).keySet()) {
            if (ladder.rank(new SymbolVersion(version)) <= rank) {
                granted.add(version);
            }
        }
        return granted;
    }

    @Test
    void librariesAndForbiddenSymbolsAreAuditwheels() throws IOException {
        for (Map.Entry<String, Libc> it : Map.of(
                        "manylinux", Libc.GLIBC, "musllinux", Libc.MUSL, "android", Libc.BIONIC)
                .entrySet()) {
            Map<?, ?> family = family(it.getKey());
            for (Object arch : ((Map<?, ?>) family.get("versions")).keySet()) {
                PolicyLadder ladder =
                        catalog.ladder(it.getValue(), new Arch((String) arch)).orElseThrow();
                assertThat(ladder.grants().libraries()).as("%s %s", it, arch).isEqualTo(libraries(family, ladder));
                assertThat(ladder.grants().forbidden()).as("%s %s", it, arch).isEqualTo(forbidden(family, ladder));
            }
        }
    }

    private static Map<String, Integer> libraries(Map<?, ?> family, PolicyLadder ladder) {
        Optional<?> musl = Optional.ofNullable((Map<?, ?>) family.get("libc_soname"))
                .map(names -> names.get(ladder.arch().name()));
        Map<String, Integer> ranks = new HashMap<>();
        ((Map<?, ?>) family.get("libs")).forEach((policy, names) -> {
            for (String name : words(names)) {
                String soname = name.equals("libc.so") && musl.isPresent() ? (String) musl.get() : name;
                ranks.put(soname, rankFrom(family, ladder, (String) policy));
            }
        });
        return ranks;
    }

    private static Map<String, Map<String, Integer>> forbidden(Map<?, ?> family, PolicyLadder ladder) {
        Map<String, Map<String, Integer>> ranks = new TreeMap<>();
        ((Map<?, ?>) family.get("forbidden"))
                .forEach((library, bans) -> ((Map<?, ?>) bans).forEach((policy, symbols) -> {
                    int last = lastRankUpTo(family, ladder, (String) policy);
                    for (String symbol : words(symbols)) {
                        ranks.computeIfAbsent((String) library, missing -> new TreeMap<>())
                                .put(symbol, last + 1);
                    }
                }));
        return ranks;
    }

    /** How many policies of the ladder precede this one in the file's order. */
    private static int rankFrom(Map<?, ?> family, PolicyLadder ladder, String policy) {
        List<?> order = policies(family).stream().map(it -> it.get("name")).toList();
        return (int) ladder.policies().stream()
                .filter(it -> order.indexOf(it.name()) < order.indexOf(policy))
                .count();
    }

    private static int lastRankUpTo(Map<?, ?> family, PolicyLadder ladder, String policy) {
        List<?> order = policies(family).stream().map(it -> it.get("name")).toList();
        return (int) ladder.policies().stream()
                        .filter(it -> order.indexOf(it.name()) <= order.indexOf(policy))
                        .count()
                - 1;
    }

    private static List<String> words(Object text) {
        return text == null ? List.of() : List.of(((String) text).split(" ", -1));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<?, ?>> policies(Map<?, ?> family) {
        return (List<Map<?, ?>>) family.get("policies");
    }

    private static Map<?, ?> family(String name) throws IOException {
        return (Map<?, ?>) ((Map<?, ?>) SharedFacts.of("policy-facts.json").get("families")).get(name);
    }
}
