package dev.wheelsweep.core.loader;

import dev.wheelsweep.core.wheel.InstalledTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One element of a search path.
 *
 * @param element as written
 * @param rest what follows the folder of the file, with the first variant of each token
 * @param start where it begins
 * @param locations the folders of the installed tree that it may lead to: more than one if it has a token that each
 *     system replaces by its own; none if it leads elsewhere
 */
record Folder(String element, String rest, Start start, List<String> locations) {
    /** A real element has one token that systems replace by different values; each token more multiplies them. */
    private static final int MOST_VARIANTS = 16;

    enum Start {
        /** The folder of the file that has the search path. */
        ORIGIN,
        /** The root, or the working folder of the process: neither is a wheel's. */
        ELSEWHERE
    }

    Folder {
        locations = List.copyOf(locations);
    }

    /** @return the search path of one file, in its order */
    static Stream<Folder> allOf(LoadableFile file, LoaderRules rules) {
        Optional<String> origin = InstalledTree.folderOf(file.path());
        return rules.searchPath(file.linkage()).stream()
                .flatMap(rules::elements)
                .distinct()
                .map(element -> of(element, origin, file, rules, rules.tokens()));
    }

    /** @return the only place that a DT_NEEDED with a slash can lead to */
    static Folder ofNeeded(String path, LoadableFile file, LoaderRules rules) {
        return of(path, InstalledTree.folderOf(file.path()), file, rules, rules.tokensOfNeeded());
    }

    private static Folder of(
            String element, Optional<String> origin, LoadableFile file, LoaderRules rules, Set<Token> tokens) {
        int length = tokens.contains(Token.ORIGIN) && element.indexOf(Token.SIGN) == 0
                ? rules.length(Token.ORIGIN, element, 0)
                : 0;
        if (length == 0 || origin.isEmpty() || element.length() > InstalledTree.LONGEST_LOCATION) {
            return new Folder(element, "", Start.ELSEWHERE, List.of());
        }
        List<String> variants = expanded(element.substring(length), file, rules, tokens);
        List<Optional<String>> locations = variants.stream()
                .map(rest -> InstalledTree.follow(origin.get(), rest))
                .toList();
        return new Folder(
                element,
                variants.stream().findFirst().orElse(""),
                Start.ORIGIN,
                locations.stream().allMatch(Optional::isPresent)
                        ? locations.stream().map(Optional::get).distinct().toList()
                        : List.of());
    }

    /** @return what the text may be once its tokens are replaced; none if the value of one is unknown */
    private static List<String> expanded(String text, LoadableFile file, LoaderRules rules, Set<Token> tokens) {
        List<String> variants = List.of("");
        int done = 0;
        int dollar = text.indexOf(Token.SIGN);
        while (dollar >= 0 && variants.size() <= MOST_VARIANTS) {
            int at = dollar;
            Optional<Token> found = tokens.stream()
                    .filter(token -> rules.length(token, text, at) > 0)
                    .findFirst();
            if (found.isPresent()) {
                String before = text.substring(done, at);
                variants = variants.stream()
                        .flatMap(variant -> values(found.get(), file).map(value -> variant + before + value))
                        .toList();
                done = at + rules.length(found.get(), text, at);
            }
            dollar = text.indexOf(Token.SIGN, Math.max(done, at + 1));
        }
        String rest = text.substring(done);
        return variants.size() > MOST_VARIANTS
                ? List.of()
                : variants.stream().map(variant -> variant + rest).toList();
    }

    private static Stream<String> values(Token token, LoadableFile file) {
        return file.facts().arch().stream().flatMap(arch -> token.values(arch).stream());
    }
}
