package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.RowText;
import java.util.List;
import java.util.Optional;

/**
 * What the archive says of the wheel that installers compare with the file name.
 *
 * @param folders every name at the top level that ends in {@code .dist-info}, in the archive's order; the first {@link
 *     DistInfo#MAX_NAMES} of them
 * @param wheelVersion {@code Wheel-Version:} of WHEEL, raw: the version of the format
 * @param name {@code Name:} of METADATA, raw
 * @param version {@code Version:} of METADATA, raw
 */
public record Declarations(
        List<String> folders, Optional<String> wheelVersion, Optional<String> name, Optional<String> version)
        implements RowText {

    public Declarations {
        folders = List.copyOf(folders);
    }

    /** Of an archive whose WHEEL and METADATA cannot be read. */
    static Declarations of(List<String> folders) {
        return new Declarations(folders, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public long textBytes() {
        return RowText.bytes(folders) + RowText.bytes(wheelVersion) + RowText.bytes(name) + RowText.bytes(version);
    }
}
