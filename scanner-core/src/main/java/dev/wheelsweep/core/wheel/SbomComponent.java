package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.RowText;
import java.util.Optional;

/**
 * A component that a software bill of materials of the wheel lists ({@code *.dist-info/sboms/}, PEP 770).
 *
 * @param sbom the entry that is the bill of materials
 * @param format with its version, such as {@code "cyclonedx 1.5"} or {@code "spdx 2.3"}; empty if it is neither
 * @param tool that wrote it, such as {@code "auditwheel 6.7.0"}
 * @param name empty if the bill of materials lists nothing, or the rest of it cannot be read: then see {@code fault}
 * @param version raw
 * @param purl the package URL, raw, such as {@code "pkg:rpm/almalinux/libxcb@1.13.1-1.el8"}
 * @param reference the component's identifier in the bill of materials: bom-ref of CycloneDX, SPDXID of SPDX
 * @param fault why no component, or no more, could be read
 */
public record SbomComponent(
        String sbom,
        Optional<String> format,
        Optional<String> tool,
        Optional<String> name,
        Optional<String> version,
        Optional<String> purl,
        Optional<String> reference,
        Optional<String> fault)
        implements RowText {

    @Override
    public long textBytes() {
        return RowText.bytes(sbom)
                + RowText.bytes(format)
                + RowText.bytes(tool)
                + RowText.bytes(name)
                + RowText.bytes(version)
                + RowText.bytes(purl)
                + RowText.bytes(reference)
                + RowText.bytes(fault);
    }
}
