package dev.wheelsweep.spark.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.wheelsweep.core.wheel.ProjectName;
import dev.wheelsweep.spark.index.HttpSession.Question;
import dev.wheelsweep.spark.listing.SimpleIndex;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks one index for its pages: JSON (PEP 691) where the server has it, else HTML (PEP 503). */
final class SimpleClient {
    private static final String KNOWN_MAJOR = "1";
    private static final String ACCEPT = "application/vnd.pypi.simple.v1+json,"
            + " application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1, application/json;q=0.05";
    private static final String ANY = "*/*";

    /** Some times the page of projects of the largest index. */
    private static final long MOST_BYTES = 512L << 20;

    private static final String PIPS_ADDRESS =
            "give the address that pip takes as --index-url; it often ends in /simple/";

    private final HttpSession session;
    private final Address root;

    SimpleClient(HttpSession session, Address index) {
        this.session = session;
        this.root = index.asFolder();
    }

    /** @return the names of all projects, as written */
    List<String> projects() throws IOException {
        Answer page = page(root).orElseThrow(() -> new BadIndexException("there is no page " + root, PIPS_ADDRESS));
        List<String> names;
        if (isJson(page)) {
            checkVersion(json(page, new ArrayList<>()).version());
            try {
                names = SimpleIndex.projects(page.stream());
            } catch (JsonProcessingException malformed) {
                throw malformed(page, malformed.getOriginalMessage());
            }
        } else {
            SimpleHtml html = SimpleHtml.parse(page);
            checkVersion(html.project().version());
            names = html.projects();
        }
        if (names.isEmpty()) {
            throw new BadIndexException(page.address() + " lists no project", PIPS_ADDRESS);
        }
        return names;
    }

    /** @return empty if the index has no such project */
    Optional<ProjectPage> project(String name) throws IOException {
        Optional<Answer> answer = page(root.folder(ProjectName.of(name).normalized()));
        return answer.isEmpty() ? Optional.empty() : Optional.of(parsed(answer.get()));
    }

    private static ProjectPage parsed(Answer page) throws IOException {
        List<SimpleIndex.Listed> files = new ArrayList<>();
        SimpleIndex.Project project;
        if (isJson(page)) {
            project = json(page, files);
        } else {
            SimpleHtml html = SimpleHtml.parse(page);
            project = html.project();
            files.addAll(html.files());
        }
        checkVersion(project.version());
        return new ProjectPage(page.address(), project.status(), files);
    }

    private Optional<Answer> page(Address address) throws IOException {
        Answer answer = asked(address, ACCEPT);
        if (answer.status() == Answer.NOT_ACCEPTABLE) {
            answer = asked(address, ANY);
        }
        if (answer.isMissing()) {
            return Optional.empty();
        }
        if (answer.isRefused()) {
            throw new BadIndexException(
                    "%s answered with status %d".formatted(answer.address(), answer.status()),
                    "write name and password for %s into the file .netrc of your home folder"
                            .formatted(answer.address().uri().getHost()));
        }
        if (answer.status() != Answer.OK) {
            throw new BadIndexException(
                    "%s answered with status %d".formatted(answer.address(), answer.status()), PIPS_ADDRESS);
        }
        if (answer.isCut()) {
            throw new BadIndexException(
                    "%s has more than %,d bytes".formatted(answer.address(), MOST_BYTES), PIPS_ADDRESS);
        }
        return Optional.of(answer);
    }

    private Answer asked(Address address, String accept) throws IOException {
        return session.ask(new Question(
                Question.GET, address, Map.of("Accept", accept), Set.of(Answer.OK), MOST_BYTES, Optional.empty()));
    }

    /** By the content: many servers do not know the type of the files that they serve. */
    private static boolean isJson(Answer page) {
        ByteBuffer body = page.body().duplicate();
        while (body.hasRemaining()) {
            byte unit = body.get();
            if (!Character.isWhitespace(unit)) {
                return unit == '{';
            }
        }
        return false;
    }

    private static SimpleIndex.Project json(Answer page, List<SimpleIndex.Listed> files) throws IOException {
        try {
            SimpleIndex.Project project = SimpleIndex.read(page.stream(), files::add);
            if (project.unusable() > 0) {
                throw new BadIndexException(
                        "%s lists %,d files without name or address".formatted(page.address(), project.unusable()),
                        PIPS_ADDRESS);
            }
            return project;
        } catch (JsonProcessingException malformed) {
            throw malformed(page, malformed.getOriginalMessage());
        } catch (CharConversionException malformed) {
            throw malformed(page, malformed.getMessage());
        }
    }

    private static BadIndexException malformed(Answer page, String problem) {
        return new BadIndexException("%s is no JSON: %s".formatted(page.address(), problem), PIPS_ADDRESS);
    }

    private static void checkVersion(Optional<String> version) throws BadIndexException {
        if (version.isPresent() && !version.get().split("\\.", -1)[0].equals(KNOWN_MAJOR)) {
            throw new BadIndexException(
                    "the index speaks version %s of the simple API, and this release knows version 1"
                            .formatted(version.get()),
                    "use a newer release of wheelsweep");
        }
    }
}
