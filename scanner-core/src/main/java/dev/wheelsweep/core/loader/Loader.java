package dev.wheelsweep.core.loader;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The dynamic loader over the files of one wheel: maps a file and all that it needs, breadth first, each file once. */
public final class Loader {
    /** Names and folders looked up for one wheel. A real wheel needs some thousands; a crafted one, in the billions. */
    public static final int MAX_LOOKUPS = 1 << 22;

    private final Search search;

    /**
     * @param files of several at one place, the last is the installed one
     * @param unread entries that may be ELF files but could not be read: they are found, but what they need is unknown
     */
    public Loader(Collection<LoadableFile> files, Collection<String> unread) {
        search = new Search(files, unread);
    }

    /** @return the file at this path; empty if it could not be read */
    public Optional<LoadableFile> file(String path) {
        return Optional.ofNullable(search.files().get(path));
    }

    /** @return whether {@link #MAX_LOOKUPS} was reached, from where on nothing is found any more */
    public boolean exhausted() {
        return search.exhausted();
    }

    /** @return whether so many more comparisons are within {@link #MAX_LOOKUPS} */
    public boolean spend(int lookups) {
        search.count(lookups);
        return !exhausted();
    }

    /** @return what is loaded if this file is the first, as an interpreter loads an extension module */
    public Load load(LoadableFile first, LoaderRules rules) {
        return new Loading(search, rules).run(first);
    }

    /**
     * @param files paths
     * @return for each of these files that is loaded if {@code first} is the first: the folders of the environment in which
     *     the loader looks for what it needs, such as {@code lib/python/site-packages/pkg}, in its order
     */
    public Map<String, List<String>> searchFolders(LoadableFile first, LoaderRules rules, Set<String> files) {
        Loading loading = new Loading(search, rules);
        loading.run(first);
        return loading.folders(files);
    }

    /** @return for a person, where a library is that is not found for this file; empty if there is nothing to say */
    public Optional<Whereabouts> whereabouts(String library, LoadableFile needing, LoaderRules rules) {
        return Whereabouts.of(library, needing, rules, search);
    }
}
