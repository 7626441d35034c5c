package dev.wheelsweep.spark.index;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.wheel.ProjectName;
import dev.wheelsweep.spark.listing.SimpleIndex;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A package index and how it is asked.
 *
 * @param address of its page of projects
 */
public record Index(Address address, HttpAccess access) {
    /** Pages that are asked for before their files are taken over: bounds the memory of a listing. */
    private static final int PAGES_AT_A_TIME = 64;

    /** Receives how far a listing is. */
    public interface Progress {
        void projects(int done, int all);
    }

    /**
     * The wheels of an index.
     *
     * @param files each once, sorted by project and otherwise in the order of the pages; named PROJECT/FILENAME, a second file
     *     of the same name by its address
     * @param missing projects that the index does not have
     * @param statuses number of projects by status (PEP 792)
     * @param undated number of files without upload time
     * @param notChosen the wheel paths of what is listed and not chosen
     */
    public record Listing(
            List<WheelFile> files,
            List<String> missing,
            Map<String, Long> statuses,
            long undated,
            Set<String> notChosen) {}

    /** @throws BadIndexException if the text is no address of a server */
    public static Index of(String text, HttpAccess access) throws BadIndexException {
        try {
            Address.Given given = Address.given(text);
            return new Index(given.address().asFolder(), access.with(Credentials.of(given, Netrc.ofUser())));
        } catch (URISyntaxException wrong) {
            throw new BadIndexException(wrong.getReason(), "give an address such as https://INDEX/simple/");
        }
    }

    /**
     * @param projects names in any spelling; empty for all projects of the index
     * @return texts that are the same for every listing of the same wheels, without credentials
     */
    public List<String> names(Collection<String> projects, WheelChoice choice) {
        String conditions = choice.isAll() ? "" : "#" + choice.text();
        return projects.isEmpty()
                ? List.of(address + conditions)
                : normalized(projects).stream()
                        .map(name -> address.folder(name) + conditions)
                        .toList();
    }

    /**
     * @param projects names in any spelling; empty for all projects of the index
     * @throws BadIndexException if the index cannot be listed
     * @throws IOException if its server cannot be reached, or fails
     */
    public Listing list(Collection<String> projects, WheelChoice choice, Progress progress) throws IOException {
        HttpSession session = HttpSession.of(access);
        SimpleClient client = new SimpleClient(session, address);
        List<String> names = new ArrayList<>(normalized(projects.isEmpty() ? client.projects() : projects));
        WheelListing wheels = new WheelListing(session);
        Map<String, WheelFile> files = new LinkedHashMap<>();
        Set<String> paths = new HashSet<>();
        List<String> missing = new ArrayList<>();
        Map<String, Long> statuses = new TreeMap<>();
        Set<String> notChosen = new HashSet<>();
        long undated = 0;
        progress.projects(0, names.size());
        for (int from = 0; from < names.size(); from += PAGES_AT_A_TIME) {
            List<String> some = names.subList(from, Math.min(names.size(), from + PAGES_AT_A_TIME));
            List<Optional<ProjectPage>> pages = answers(session, some, client::project);
            for (int i = 0; i < pages.size(); i++) {
                if (pages.get(i).isEmpty()) {
                    missing.add(some.get(i));
                    continue;
                }
                ProjectPage page = pages.get(i).get();
                page.status().ifPresent(status -> statuses.merge(status, 1L, Long::sum));
                List<SimpleIndex.Listed> chosen = choice.of(page.files());
                String project = some.get(i);
                notChosen.addAll(page.pathsWithout(chosen, project));
                for (WheelFile file : answers(session, chosen, it -> wheels.of(page, it))) {
                    if (files.containsKey(file.location())) {
                        continue;
                    }
                    String path = ProjectPage.wheelPath(project, file.filename());
                    files.put(file.location(), paths.add(path) ? file.named(path) : file);
                    if (file.index().uploadMicros().isEmpty()) {
                        undated++;
                    }
                }
                progress.projects(from + i + 1, names.size());
            }
        }
        files.values().forEach(file -> notChosen.remove(file.wheelPath()));
        return new Listing(new ArrayList<>(files.values()), missing, statuses, undated, notChosen);
    }

    private static <Q, A> List<A> answers(HttpSession session, List<Q> questions, HttpSession.Asking<Q, A> asking)
            throws IOException {
        try {
            return session.inParallel(questions, asking);
        } catch (FormatException impossible) {
            throw new IllegalStateException("a listing opens no file", impossible);
        }
    }

    private static Collection<String> normalized(Collection<String> names) {
        TreeSet<String> normalized = new TreeSet<>();
        names.forEach(name -> normalized.add(ProjectName.of(name).normalized()));
        return normalized;
    }
}
