package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.input.RowText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the files of {@code *.dist-info/} say about the wheel. A file that is missing or unreadable leaves its facts empty.
 *
 * @param generators every {@code Generator:} of WHEEL, in order; tools that repair a wheel append theirs
 * @param rootIsPurelib {@code Root-Is-Purelib:}, empty if missing or neither true nor false
 * @param tags every {@code Tag:} of WHEEL, raw
 * @param requiresPython {@code Requires-Python:} of METADATA, raw
 * @param unrecorded entries that RECORD should list but does not; the first {@link #MAX_NAMES} of them
 * @param phantoms names that RECORD lists but no entry has; the first {@link #MAX_NAMES} of them
 * @param recorded whether there is a RECORD that can be read; if not, nothing is known to be unrecorded or a phantom
 * @param unrecordedCount how many entries are unrecorded, including those beyond the list
 * @param phantomCount how many names are phantoms, including those beyond the list
 * @param declarations what the archive declares about the distribution; empty if it was not looked for
 */
public record DistInfo(
        List<String> generators,
        Optional<Boolean> rootIsPurelib,
        List<String> tags,
        Optional<String> requiresPython,
        List<String> unrecorded,
        List<String> phantoms,
        boolean recorded,
        int unrecordedCount,
        int phantomCount,
        Optional<Declarations> declarations)
        implements RowText {

    /** The most names that each of the two lists keeps: enough to see the pattern, few enough for a row. */
    public static final int MAX_NAMES = 100;

    /** What is known of a wheel whose dist-info cannot be read. */
    public static final DistInfo UNKNOWN = new DistInfo(
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            false,
            0,
            0,
            Optional.empty());

    public DistInfo {
        generators = List.copyOf(generators);
        tags = List.copyOf(tags);
        unrecorded = List.copyOf(unrecorded);
        phantoms = List.copyOf(phantoms);
    }

    /** @return whether {@link #read} may ask for the bytes of an entry of this name */
    public static boolean isReadFrom(String name) {
        return DistInfoFolder.isReadFrom(name);
    }

    DistInfo with(Declarations known) {
        return new DistInfo(
                generators,
                rootIsPurelib,
                tags,
                requiresPython,
                unrecorded,
                phantoms,
                recorded,
                unrecordedCount,
                phantomCount,
                Optional.of(known));
    }

    /** @return every {@code Requires-Dist:} that is known */
    public List<String> requiresDist() {
        return declarations.map(Declarations::requiresDist).orElse(List.of());
    }

    @Override
    public long textBytes() {
        return RowText.bytes(generators)
                + RowText.bytes(tags)
                + RowText.bytes(requiresPython)
                + RowText.bytes(unrecorded)
                + RowText.bytes(phantoms)
                + declarations.map(RowText::textBytes).orElse(0L);
    }

    /**
     * Facts, and the failures that prevented more.
     *
     * @param facts all unknown but the names of folders if a failure hides everything
     * @param metadata what METADATA says, for rules that need more of it than a row keeps
     * @param entryPointsFault what is wrong with entry_points.txt, if there is one
     * @param failures in the order WHEEL, METADATA, RECORD, entry_points.txt, bills of materials
     * @param record the entry that is RECORD, if it can be read
     * @param hashes what RECORD has as the hash of each name that is wanted, raw; empty texts and an empty map where it has none
     * @param sbomComponents of every bill of materials, in the archive's order
     */
    public record Parsed(
            DistInfo facts,
            CoreMetadata metadata,
            Optional<String> entryPointsFault,
            List<BadFile> failures,
            Optional<String> record,
            Map<String, String> hashes,
            List<SbomComponent> sbomComponents) {}

    /**
     * @param entry the file that cannot be read; empty if there is no dist-info to read from
     * @param cause {@link Reason#NO_DIST_INFO}, {@link Reason#BAD_METADATA}, {@link Reason#LIMIT_TEXT_BYTES}, or an error
     *     of the archive
     */
    public record BadFile(Optional<String> entry, FormatException cause) {}

    /** Reads within the limits that every wheel has. */
    public static Parsed read(WheelFilename wheel, ArchiveText archive) throws IOException {
        return read(wheel, archive, Limits.DEFAULT);
    }

    /**
     * Finds the dist-info folder and reads WHEEL, METADATA and RECORD in it, each on its own: one that is corrupt does
     * not hide the others.
     *
     * @param wheel whose project and version choose between several folders
     * @throws IOException if the machine is at fault; bad input is a {@link BadFile}
     */
    public static Parsed read(WheelFilename wheel, ArchiveText archive, Limits limits) throws IOException {
        try {
            return DistInfoFolder.find(wheel, archive, limits).read();
        } catch (FormatException missing) {
            return new Parsed(
                    UNKNOWN.with(Declarations.of(DistInfoFolder.topLevelNames(archive.names()))),
                    CoreMetadata.UNKNOWN,
                    Optional.empty(),
                    List.of(new BadFile(Optional.empty(), missing)),
                    Optional.empty(),
                    Map.of(),
                    List.of());
        }
    }
}
