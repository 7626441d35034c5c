package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.audit.UploadWalk.Objection;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.core.wheel.WheelFilename.Grammar;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat.Method;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules by which PyPI refuses an uploaded wheel, as of 2026-08-21 (pypi/warehouse 6b62157), in the order in which they are
 * tried here. The first one that a wheel breaks is reported:
 *
 * <pre>
 *   declared sizes       at most 50 times the file's, or 64 MiB           here
 *   methods              stored and deflated                              here
 *   records              follow each other without gaps                   {@link UploadWalk}
 *   file name            the current grammar, without variant label       here
 *   platform tags        those on PyPI's list                             {@link PypiPlatformTags}
 *   dist-info            WHEEL, METADATA and RECORD that can be read      here
 *   METADATA             agrees with the file name                        {@link UploadedMetadata}
 *   entry_points.txt     is an INI file with proper names                 what {@link DistInfo.Parsed#entryPointsFault} says
 * </pre>
 *
 * Rules about the account, the project and earlier uploads are not checked, such as limits of size.
 */
public final class PypiUploadRules {
    private static final long BOMB_BYTES = 64L << 20;
    private static final long BOMB_RATIO = 50;

    private static final List<String> REQUIRED = List.of("WHEEL", "METADATA", "RECORD");
    private static final List<String> READ = List.of("WHEEL", "METADATA", "RECORD", "entry_points.txt");

    private PypiUploadRules() {}

    /** @return why the upload would be refused: the first rule that the zip breaks, else the first that its contents break */
    public static Optional<ZipOddity> objection(
            ByteSource file,
            CentralDirectory directory,
            LocalHeaders locals,
            WheelFilename wheel,
            DistInfo.Parsed distInfo)
            throws IOException, FormatException {
        Optional<Objection> zip = zipObjection(file, directory, locals);
        return zip.or(() ->
                        contentsObjection(wheel, names(directory), distInfo).map(detail -> new Objection(0, detail)))
                .map(found -> new ZipOddity(
                        ZipOddity.Kind.INDEX_WOULD_REJECT, Optional.empty(), found.offset(), found.detail()));
    }

    static Optional<Objection> zipObjection(ByteSource file, CentralDirectory directory, LocalHeaders locals)
            throws IOException, FormatException {
        if (isBomb(declaredBytes(directory), file.size())) {
            return Optional.of(new Objection(0, "declared sizes of a bomb"));
        }
        Optional<Objection> method = directory.entries().stream()
                .filter(entry -> !isAccepted(entry.method()))
                .findFirst()
                .map(entry -> new Objection(
                        entry.headerOffset(), "the compression method %s".formatted(Method.name(entry.method()))));
        return method.isPresent() ? method : UploadWalk.objection(file, directory, locals);
    }

    /** @return whether PyPI accepts entries of this compression method */
    static boolean isAccepted(int method) {
        return method == Method.STORED || method == Method.DEFLATED;
    }

    /** @return the sum of all declared sizes; the largest number if it is larger */
    static long declaredBytes(CentralDirectory directory) {
        return directory.entries().stream()
                .mapToLong(ZipEntry::size)
                .reduce(0, (sum, size) -> sum > Long.MAX_VALUE - size ? Long.MAX_VALUE : sum + size);
    }

    /** @return whether declared sizes of so many bytes in all are a bomb by PyPI's measure */
    static boolean isBomb(long declared, long fileSize) {
        return declared > BOMB_BYTES && declared > BOMB_RATIO * fileSize;
    }

    private static Set<String> names(CentralDirectory directory) {
        return directory.entries().stream().map(ZipEntry::name).collect(Collectors.toSet());
    }

    private static Optional<String> contentsObjection(
            WheelFilename wheel, Collection<String> names, DistInfo.Parsed distInfo) {
        String[] parts = wheel.text().split("-", 3);
        String folder = "%s-%s.dist-info/".formatted(parts[0], parts[1]);
        return nameObjection(wheel)
                .or(() -> REQUIRED.stream()
                        .filter(file -> !names.contains(folder + file))
                        .findFirst()
                        .map(missing -> "no %s%s".formatted(folder, missing)))
                .or(() -> unreadable(folder, distInfo))
                .or(() -> new UploadedMetadata(wheel, distInfo.metadata(), folder, names).objection())
                .or(() -> distInfo.entryPointsFault().map("entry_points.txt %s"::formatted));
    }

    /** PyPI decodes these files, also WHEEL, of which it uses nothing. It has no limits of ours. */
    private static Optional<String> unreadable(String folder, DistInfo.Parsed distInfo) {
        for (DistInfo.BadFile bad : distInfo.failures()) {
            Optional<String> file = bad.entry()
                    .filter(name -> name.startsWith(folder))
                    .map(name -> name.substring(folder.length()))
                    .filter(READ::contains);
            if (file.isPresent()
                    && bad.cause().reason().hidesNeeds()
                    && !bad.cause().reason().isLimit()) {
                return Optional.of("%s cannot be read".formatted(file.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> nameObjection(WheelFilename wheel) {
        if (wheel.grammar() == Grammar.LEGACY) {
            return Optional.of("a file name that packaging does not parse");
        }
        if (wheel.variant().isPresent()) {
            return Optional.of("a variant label in the file name");
        }
        return wheel.platformTags().stream()
                .map(PlatformTag::text)
                .filter(tag -> !PypiPlatformTags.accepts(tag))
                .findFirst()
                .map("the platform tag %s"::formatted);
    }
}
