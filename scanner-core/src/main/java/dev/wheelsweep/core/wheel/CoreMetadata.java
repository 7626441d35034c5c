package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.FormatException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The fields of METADATA that installers and PyPI check (core metadata specification). Values are raw; those longer than
 * {@link HeaderBlock#MAX_VALUE} bytes are cut, except Requires-Python, which is then left out.
 *
 * @param metadataVersion {@code Metadata-Version:}
 * @param name {@code Name:}
 * @param version {@code Version:}
 * @param requiresPython {@code Requires-Python:}
 * @param license whether there is a {@code License:}
 * @param licenseExpression whether there is a {@code License-Expression:}
 * @param licenseFiles every {@code License-File:}
 * @param requiresDist every {@code Requires-Dist:}
 */
public record CoreMetadata(
        Optional<String> metadataVersion,
        Optional<String> name,
        Optional<String> version,
        Optional<String> requiresPython,
        boolean license,
        boolean licenseExpression,
        List<String> licenseFiles,
        List<String> requiresDist) {

    /** What is known of a METADATA that is missing or cannot be read. */
    public static final CoreMetadata UNKNOWN = new CoreMetadata(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false, List.of(), List.of());

    public CoreMetadata {
        licenseFiles = List.copyOf(licenseFiles);
        requiresDist = List.copyOf(requiresDist);
    }

    /** @param leftOut receives the limit that a value exceeds */
    static CoreMetadata parse(byte[] bytes, Consumer<FormatException> leftOut) throws FormatException {
        HeaderBlock headers = HeaderBlock.read(bytes);
        CoreMetadata metadata = new CoreMetadata(
                first(headers, "Metadata-Version"),
                first(headers, "Name"),
                first(headers, "Version"),
                headers.first("Requires-Python"),
                first(headers, "License").isPresent(),
                first(headers, "License-Expression").isPresent(),
                headers.beginnings("License-File"),
                headers.beginnings("Requires-Dist"));
        headers.overlong().ifPresent(leftOut);
        return metadata;
    }

    private static Optional<String> first(HeaderBlock headers, String name) {
        return headers.beginnings(name).stream().findFirst();
    }
}
