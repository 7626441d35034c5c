package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.RowText;
import java.util.List;
import java.util.Optional;

/**
 * What the archive declares about the distribution.
 *
 * @param folders every name at the top level that ends in {@code .dist-info}, in the archive's order; the first {@link
 *     DistInfo#MAX_NAMES} of them
 * @param wheelVersion {@code Wheel-Version:} of WHEEL, raw: the version of the format
 * @param name {@code Name:} of METADATA, raw
 * @param version {@code Version:} of METADATA, raw
 * @param requiresDist every {@code Requires-Dist:} of METADATA, raw; the first {@link #MAX_REQUIREMENTS} of them
 */
public record Declarations(
        List<String> folders,
        Optional<String> wheelVersion,
        Optional<String> name,
        Optional<String> version,
        List<String> requiresDist)
        implements RowText {

    /** Most requirements that are kept, few enough for a row. */
    public static final int MAX_REQUIREMENTS = 1_000;

    public Declarations {
        folders = List.copyOf(folders);
        requiresDist = List.copyOf(requiresDist.subList(0, Math.min(requiresDist.size(), MAX_REQUIREMENTS)));
    }

    /** Of an archive whose WHEEL and METADATA cannot be read. */
    static Declarations of(List<String> folders) {
        return new Declarations(folders, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    @Override
    public long textBytes() {
        return RowText.bytes(folders)
                + RowText.bytes(wheelVersion)
                + RowText.bytes(name)
                + RowText.bytes(version)
                + RowText.bytes(requiresDist);
    }
}
