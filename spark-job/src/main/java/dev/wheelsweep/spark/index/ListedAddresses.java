package dev.wheelsweep.spark.index;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.IndexEntry;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Files that a list names by HTTP addresses. A server is asked only for a size that the list does not name. */
public final class ListedAddresses {
    /** Requests that are prepared at a time: bounds the memory of a long list. */
    private static final int AT_A_TIME = 512;

    private final HttpSession session;

    public ListedAddresses(HttpAccess access) {
        this.session = HttpSession.of(access);
    }

    /** One file of the list. */
    public record Listed(String address, OptionalLong size, IndexEntry entry) {}

    /**
     * @return the files in the same order; one whose address is wrong, or leads nowhere, does not exist
     * @throws IOException if a server cannot be reached
     */
    public List<WheelFile> of(List<Listed> listed) throws IOException {
        WheelListing wheels = new WheelListing(session);
        List<WheelFile> files = new ArrayList<>();
        try {
            for (int from = 0; from < listed.size(); from += AT_A_TIME) {
                files.addAll(session.inParallel(
                        listed.subList(from, Math.min(listed.size(), from + AT_A_TIME)), it -> found(wheels, it)));
            }
        } catch (FormatException impossible) {
            throw new IllegalStateException("a listing opens no file", impossible);
        }
        return files;
    }

    private static WheelFile found(WheelListing wheels, Listed listed) throws IOException {
        try {
            Address address = Address.parse(listed.address);
            String name = listed.entry.filename().orElseGet(address::lastName);
            return wheels.of(address, listed.size, listed.entry.named(name));
        } catch (URISyntaxException wrong) {
            return new WheelFile(listed.address, 0, 0, FileState.DANGLING, listed.entry);
        }
    }
}
