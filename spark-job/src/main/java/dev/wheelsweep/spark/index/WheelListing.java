package dev.wheelsweep.spark.index;

import dev.wheelsweep.spark.index.HttpSession.Question;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.IndexEntry;
import dev.wheelsweep.spark.listing.SimpleIndex;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One file of a page as a listed wheel. Its server is asked only for a size that the page does not name. */
final class WheelListing {
    private static final String ONE_BYTE = "bytes=0-0";

    private final HttpSession session;

    WheelListing(HttpSession session) {
        this.session = session;
    }

    /** A file whose link leads to no address does not exist. */
    WheelFile of(ProjectPage page, SimpleIndex.Listed file) throws IOException {
        Address address;
        try {
            address = page.address().resolve(file.url());
        } catch (URISyntaxException noAddress) {
            return new WheelFile(
                    file.url(), 0, 0, FileState.DANGLING, file.entry().named(file.filename()));
        }
        return of(address, file.size(), file.entry().named(file.filename()).ofProject(page.status()));
    }

    /** @param size bytes; empty to ask the server */
    WheelFile of(Address address, OptionalLong size, IndexEntry entry) throws IOException {
        long uploaded = entry.uploadMicros().orElse(0L);
        return size.isPresent()
                ? new WheelFile(address.toString(), size.getAsLong(), uploaded, FileState.REGULAR, entry)
                : asked(address, entry, uploaded);
    }

    private WheelFile asked(Address address, IndexEntry entry, long uploaded) throws IOException {
        Described described;
        try {
            described = head(address);
            if (described.state() == FileState.REGULAR && described.size().isEmpty()) {
                described = firstByte(address);
            }
        } catch (NoAnswerException failing) {
            // A task asks again when it reads the file.
            described = new Described(FileState.REGULAR, OptionalLong.empty(), Instant.EPOCH, "");
        }
        long modified = uploaded == 0 ? SimpleIndex.micros(described.modified()).orElse(0L) : uploaded;
        return new WheelFile(
                address.toString(), described.size().orElse(0), modified, described.state(), entry, described.etag());
    }

    /** What a server says of a file. */
    private record Described(FileState state, OptionalLong size, Instant modified, String etag) {}

    private Described head(Address address) throws IOException {
        Answer answer = session.ask(new Question(Question.HEAD, address, Map.of(), Set.of(), 0, Optional.empty()));
        return new Described(
                state(answer),
                answer.status() == Answer.OK ? answer.length() : OptionalLong.empty(),
                answer.lastModified(),
                answer.etag());
    }

    private Described firstByte(Address address) throws IOException {
        Answer answer = session.ask(
                new Question(Question.GET, address, Map.of("Range", ONE_BYTE), Set.of(), 0, Optional.empty()));
        OptionalLong size = answer.status() == Answer.OK
                ? answer.length()
                : answer.header("Content-Range")
                        .flatMap(ContentRange::parse)
                        .map(range -> OptionalLong.of(range.size()))
                        .orElse(OptionalLong.empty());
        return new Described(state(answer), size, answer.lastModified(), answer.etag());
    }

    private static FileState state(Answer answer) {
        if (answer.isMissing()) {
            return FileState.DANGLING;
        }
        return answer.isRefused() ? FileState.DENIED : FileState.REGULAR;
    }
}
