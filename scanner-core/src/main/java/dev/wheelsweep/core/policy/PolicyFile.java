package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.JsonNode;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the JSON form of a policy set, which the package's documentation shows. Every grant names the first policy that
 * has it, so that newer policies have it too. Two mistakes that would break this are refused: policies out of order,
 * and two grants of the same thing.
 */
final class PolicyFile {
    private static final Pattern SET_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern POLICY_NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final List<Libc> LIBRARIES = List.of(Libc.GLIBC, Libc.MUSL, Libc.BIONIC);

    private static final String NAME = "name";
    private static final String FAMILIES = "families";
    private static final String LIBC = "libc";
    private static final String POLICIES = "policies";
    private static final String ALIASES = "aliases";
    private static final String LIBC_VERSION = "libc_version";
    private static final String ARCHITECTURES = "architectures";
    private static final String VERSIONS = "versions";
    private static final String NAMESPACE = "namespace";
    private static final String LIBRARY_GRANTS = "libraries";
    private static final String FORBIDDEN = "forbidden";
    private static final String LIBRARY = "library";
    private static final String SYMBOLS = "symbols";
    private static final String ABSENT = "absent";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final String NAMES = "names";

    private PolicyFile() {}

    /** @return the set's own name */
    static String name(JsonNode root) throws FormatException {
        JsonNode name = root.field(NAME);
        if (!SET_NAME.matcher(name.text()).matches()) {
            throw name.bad(
                    "a name, which becomes a folder's name, is at most 64 small letters, digits, dots, dashes and"
                            + " underscores");
        }
        return name.text();
    }

    /** @return one ladder for every C library and architecture that has a policy */
    static Map<Libc, SortedMap<Arch, PolicyLadder>> ladders(JsonNode root) throws FormatException {
        root.requireFields(Set.of(NAME, FAMILIES));
        Map<Libc, SortedMap<Arch, PolicyLadder>> ladders = new EnumMap<>(Libc.class);
        for (JsonNode node : root.field(FAMILIES).items()) {
            Libc libc = node.field(LIBC).oneOf("C library", LIBRARIES, Libc::column);
            if (ladders.put(libc, family(libc, node)) != null) {
                throw node.bad("a second family for " + libc.column());
            }
        }
        return ladders;
    }

    private static SortedMap<Arch, PolicyLadder> family(Libc libc, JsonNode node) throws FormatException {
        node.requireFields(Set.of(LIBC, POLICIES, VERSIONS, LIBRARY_GRANTS, FORBIDDEN, SYMBOLS, ABSENT));
        List<Policy> policies = policies(node.field(POLICIES));
        SortedMap<Arch, PolicyLadder> ladders = new TreeMap<>();
        for (Policy policy : policies) {
            for (Arch arch : policy.architectures()) {
                ladders.computeIfAbsent(
                        arch,
                        missing -> new PolicyLadder(
                                libc,
                                arch,
                                policies.stream()
                                        .filter(it -> it.architectures().contains(arch))
                                        .toList(),
                                new PolicyLadder.Grants()));
            }
        }
        Grants grants = new Grants(policies, ladders);
        for (JsonNode grant : node.items(VERSIONS)) {
            grants.versions(grant);
        }
        for (JsonNode grant : node.items(LIBRARY_GRANTS)) {
            grants.libraries(grant);
        }
        for (JsonNode ban : node.items(FORBIDDEN)) {
            grants.forbidden(ban);
        }
        for (JsonNode symbols : node.items(SYMBOLS)) {
            grants.symbols(symbols);
        }
        for (JsonNode absent : node.items(ABSENT)) {
            grants.absent(absent);
        }
        return ladders;
    }

    private static List<Policy> policies(JsonNode list) throws FormatException {
        List<Policy> policies = new ArrayList<>();
        for (JsonNode node : list.items()) {
            node.requireFields(Set.of(NAME, ALIASES, LIBC_VERSION, ARCHITECTURES));
            JsonNode name = node.field(NAME);
            if (!POLICY_NAME.matcher(name.text()).matches()) {
                throw name.bad("\"%s\" cannot be the beginning of a platform tag".formatted(name.text()));
            }
            Policy policy = new Policy(
                    name.text(),
                    node.texts(ALIASES),
                    number(node.field(LIBC_VERSION)),
                    archs(node.field(ARCHITECTURES)));
            if (!policies.isEmpty()) {
                requireNewer(policy, policies.get(policies.size() - 1), name);
            }
            policies.add(policy);
        }
        return policies;
    }

    private static void requireNewer(Policy policy, Policy previous, JsonNode at) throws FormatException {
        if (policy.libcVersion().compareTo(previous.libcVersion()) <= 0) {
            throw at.bad("%s follows %s, but its %s %s is not above %s"
                    .formatted(
                            policy.name(),
                            previous.name(),
                            LIBC_VERSION,
                            policy.libcVersion(),
                            previous.libcVersion()));
        }
    }

    private static DottedNumber number(JsonNode node) throws FormatException {
        Optional<DottedNumber> number = DottedNumber.parse(node.text());
        if (number.isEmpty()) {
            throw node.bad("\"%s\" is no version such as 2.17".formatted(node.text()));
        }
        return number.get();
    }

    private static List<Arch> archs(JsonNode list) throws FormatException {
        List<Arch> archs = new ArrayList<>();
        for (JsonNode name : list.items()) {
            archs.add(new Arch(name.text()));
        }
        if (archs.isEmpty()) {
            throw list.bad("no architecture");
        }
        return archs;
    }

    /** Adds what one family grants to the ladders of its architectures. */
    private record Grants(List<Policy> policies, SortedMap<Arch, PolicyLadder> ladders) {

        void versions(JsonNode grant) throws FormatException {
            grant.requireFields(Set.of(NAMESPACE, ARCHITECTURES, SINCE));
            String namespace = grant.field(NAMESPACE).text();
            for (PolicyLadder ladder : concerned(grant)) {
                Map<String, Integer> known =
                        ladder.grants().versions().computeIfAbsent(namespace, missing -> new HashMap<>());
                for (Map.Entry<String, JsonNode> since :
                        grant.field(SINCE).fields().entrySet()) {
                    int rank =
                            ladder.rank(policy(since.getKey(), since.getValue()).libcVersion());
                    for (JsonNode version : since.getValue().items()) {
                        once(known, namespace + "_" + version.text(), rank, version, ladder);
                    }
                }
            }
        }

        void libraries(JsonNode grant) throws FormatException {
            grant.requireFields(Set.of(SINCE, ARCHITECTURES, NAMES));
            Policy since = policy(grant.field(SINCE).text(), grant.field(SINCE));
            for (PolicyLadder ladder : concerned(grant)) {
                for (JsonNode name : grant.field(NAMES).items()) {
                    once(ladder.grants().libraries(), name.text(), ladder.rank(since.libcVersion()), name, ladder);
                }
            }
        }

        void forbidden(JsonNode ban) throws FormatException {
            ban.requireFields(Set.of(LIBRARY, ARCHITECTURES, UNTIL, SYMBOLS));
            Policy until = policy(ban.field(UNTIL).text(), ban.field(UNTIL));
            for (PolicyLadder ladder : concerned(ban)) {
                Map<String, Integer> known = ladder.grants()
                        .forbidden()
                        .computeIfAbsent(ban.field(LIBRARY).text(), missing -> new HashMap<>());
                for (JsonNode symbol : ban.field(SYMBOLS).items()) {
                    once(known, symbol.text(), ladder.rankAbove(until.libcVersion()), symbol, ladder);
                }
            }
        }

        void symbols(JsonNode node) throws FormatException {
            node.requireFields(Set.of(SINCE, ARCHITECTURES, NAMES));
            DottedNumber since = number(node.field(SINCE));
            for (PolicyLadder ladder : concerned(node)) {
                for (JsonNode name : node.field(NAMES).items()) {
                    once(ladder.grants().symbols(), name.text(), since, name, ladder);
                }
            }
        }

        void absent(JsonNode node) throws FormatException {
            node.requireFields(Set.of(ARCHITECTURES, NAMES));
            for (PolicyLadder ladder : concerned(node)) {
                ladder.grants().absent().addAll(node.texts(NAMES));
            }
        }

        /** @return the ladders of the architectures that the entry names, all of them if it names none */
        private List<PolicyLadder> concerned(JsonNode entry) throws FormatException {
            Optional<JsonNode> list = entry.optional(ARCHITECTURES);
            if (list.isEmpty()) {
                return List.copyOf(ladders.values());
            }
            List<PolicyLadder> concerned = new ArrayList<>();
            for (Arch arch : archs(list.get())) {
                if (!ladders.containsKey(arch)) {
                    throw list.get().bad("no policy of the family is for " + arch);
                }
                concerned.add(ladders.get(arch));
            }
            return concerned;
        }

        private Policy policy(String name, JsonNode at) throws FormatException {
            Optional<Policy> policy =
                    policies.stream().filter(it -> it.name().equals(name)).findFirst();
            if (policy.isEmpty()) {
                throw at.bad("unknown policy \"%s\"".formatted(name));
            }
            return policy.get();
        }

        private static <V> void once(Map<String, V> known, String name, V value, JsonNode at, PolicyLadder ladder)
                throws FormatException {
            if (known.putIfAbsent(name, value) != null) {
                throw at.bad("%s is listed twice for %s".formatted(name, ladder.arch()));
            }
        }
    }
}
