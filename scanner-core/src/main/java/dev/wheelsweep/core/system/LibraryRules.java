package dev.wheelsweep.core.system;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.JsonNode;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * From the few numbers that a catalogue states of a system to its libraries: folders, names and symbol versions.
 *
 * @param inUsr the libraries whose folder is below /usr
 * @param others the libraries that do not belong to glibc
 * @param groups what differs by architecture
 */
record LibraryRules(
        Libc libc,
        DottedNumber libcVersion,
        Layout layout,
        Set<String> inUsr,
        List<String> others,
        Map<Arch, Group> groups) {
    static final String LAYOUT = "layout";
    static final String IN_USR = "usr";
    static final String OTHERS = "libraries";
    static final String ARCHITECTURES = "architectures";

    private static final String NAMES = "names";
    private static final String ALSO = "also";
    private static final String GLIBC_ITSELF = "libc.so.6";
    private static final String USR = "/usr";
    private static final Set<String> GROUP_FIELDS = groupFields();

    /**
     * What is stated for some architectures.
     *
     * @param also versions that a library has beside those that follow from the ceilings: the distributor added them
     */
    record Group(Ceilings ceilings, Map<String, List<String>> also) {}

    private static Set<String> groupFields() {
        Set<String> fields = new HashSet<>(KnownVersion.NAMESPACES);
        fields.add(NAMES);
        fields.add(ALSO);
        return Set.copyOf(fields);
    }

    static LibraryRules of(Libc libc, DottedNumber libcVersion, JsonNode node) throws FormatException {
        Layout layout = node.field(LAYOUT).oneOf("layout", List.of(Layout.values()), Layout::word);
        for (JsonNode other : node.items(OTHERS)) {
            if (KnownVersions.builtIn().isFromGlibc(other.text())) {
                throw other.bad("%s belongs to glibc, which has it anyway; remove it".formatted(other.text()));
            }
        }
        Map<Arch, Group> groups = new TreeMap<>();
        for (JsonNode group : node.field(ARCHITECTURES).items()) {
            group.requireFields(GROUP_FIELDS);
            Ceilings ceilings = ceilings(libc, libcVersion, group);
            for (JsonNode name : group.field(NAMES).items()) {
                Arch arch = name.oneOf("architecture", ArchNames.known(), Arch::name);
                if (groups.put(arch, group(ceilings, arch, group)) != null) {
                    throw name.bad("a second entry for %s; remove one of them".formatted(arch));
                }
            }
        }
        if (groups.isEmpty()) {
            throw node.field(ARCHITECTURES).bad("no architecture; name at least one");
        }
        return new LibraryRules(libc, libcVersion, layout, Set.copyOf(node.texts(IN_USR)), node.texts(OTHERS), groups);
    }

    private static Ceilings ceilings(Libc libc, DottedNumber libcVersion, JsonNode node) throws FormatException {
        Map<String, DottedNumber> ceilings = new HashMap<>();
        for (String namespace : KnownVersion.NAMESPACES) {
            Optional<JsonNode> field = node.optional(namespace);
            if (field.isPresent() && !namespace.equals(KnownVersion.GLIBC)) {
                ceilings.put(namespace, SystemFile.number(field.get()));
            }
        }
        if (libc == Libc.GLIBC) {
            ceilings.put(KnownVersion.GLIBC, libcVersion);
        }
        return new Ceilings(ceilings);
    }

    private static Group group(Ceilings ceilings, Arch arch, JsonNode node) throws FormatException {
        for (Map.Entry<String, DottedNumber> ceiling : ceilings.byNamespace().entrySet()) {
            if (ceiling.getKey().equals(KnownVersion.GLIBC)) {
                requireGlibc(ceiling.getValue(), arch, node);
            } else {
                JsonNode field = node.field(ceiling.getKey());
                String version = ceiling.getKey() + "_" + field.text();
                if (!KnownVersions.builtIn().exists(arch, version)) {
                    throw field.bad("no library on %s has %s; give the highest version that its libraries define"
                            .formatted(arch, version));
                }
            }
        }
        Map<String, List<String>> also = new LinkedHashMap<>();
        Optional<JsonNode> additions = node.optional(ALSO);
        if (additions.isPresent()) {
            for (Map.Entry<String, JsonNode> library : additions.get().fields().entrySet()) {
                requireAdditions(library.getKey(), library.getValue(), arch, ceilings);
                also.put(library.getKey(), additions.get().texts(library.getKey()));
            }
        }
        return new Group(ceilings, also);
    }

    private static void requireGlibc(DottedNumber libcVersion, Arch arch, JsonNode node) throws FormatException {
        Optional<DottedNumber> highest = KnownVersions.builtIn().highestOfGlibc(libcVersion, arch);
        if (highest.isEmpty()) {
            throw node.bad("there is no glibc %s for %s".formatted(libcVersion, arch));
        }
        Optional<JsonNode> stated = node.optional(KnownVersion.GLIBC);
        if (stated.isPresent() && !SystemFile.number(stated.get()).equals(highest.get())) {
            throw stated.get()
                    .bad("the highest version of glibc %s on %s is GLIBC_%s, not GLIBC_%s; name single versions that"
                                    .formatted(
                                            libcVersion,
                                            arch,
                                            highest.get(),
                                            stated.get().text())
                            + " the distributor added in \"" + ALSO + "\"");
        }
    }

    private static void requireAdditions(String soname, JsonNode versions, Arch arch, Ceilings ceilings)
            throws FormatException {
        KnownVersions known = KnownVersions.builtIn();
        for (JsonNode version : versions.items()) {
            if (known.knows(soname, arch) && !known.exists(soname, arch, version.text())) {
                throw version.bad("%s never has %s on %s".formatted(soname, version.text(), arch));
            }
            if (known.defined(soname, arch, ceilings).contains(version.text())) {
                throw version.bad("%s has %s anyway; remove it".formatted(soname, version.text()));
            }
        }
    }

    /** @return the libraries by architecture, which are made when they are asked for */
    Map<Arch, BaseLibraries> libraries() {
        Map<Arch, BaseLibraries> libraries = new LinkedHashMap<>();
        for (Arch arch : groups.keySet()) {
            libraries.put(arch, new BaseLibraries(() -> libraries(arch)));
        }
        return libraries;
    }

    private Collection<BaseLibrary> libraries(Arch arch) {
        Collection<BaseLibrary> libraries = new ArrayList<>();
        ArchNames names = ArchNames.of(arch).orElseThrow();
        if (libc == Libc.MUSL) {
            libraries.add(new BaseLibrary(
                    names.muslName(),
                    layout.folder(names) + "/" + names.muslLoader(),
                    Set.of(),
                    MuslSymbols.of(arch, libcVersion)));
        } else {
            for (String soname :
                    KnownVersions.builtIn().ofGlibc(arch, groups.get(arch).ceilings())) {
                libraries.add(library(soname, arch, names));
            }
        }
        for (String soname : others) {
            if (KnownVersions.builtIn().mayBeOn(arch, soname)) {
                libraries.add(library(soname, arch, names));
            }
        }
        return libraries;
    }

    private BaseLibrary library(String soname, Arch arch, ArchNames names) {
        Group group = groups.get(arch);
        Set<String> versions = new LinkedHashSet<>(KnownVersions.builtIn().defined(soname, arch, group.ceilings()));
        versions.addAll(group.also().getOrDefault(soname, List.of()));
        String path = soname.equals(names.glibcLoaderName())
                ? names.glibcLoader()
                : (inUsr.contains(soname) ? USR : "") + layout.folder(names) + "/" + soname;
        return new BaseLibrary(
                soname,
                path,
                versions,
                soname.equals(GLIBC_ITSELF) ? GlibcSymbols.of(arch, libcVersion) : Optional.empty());
    }
}
