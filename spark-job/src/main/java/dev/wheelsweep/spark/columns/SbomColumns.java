package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.wheel.SbomComponent;

/** The components that the bills of materials of a wheel list (PEP 770). */
public final class SbomColumns {
    private static final ShapeBuilder<SbomComponent> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<SbomComponent, String> SBOM = COLUMNS.column(
            "sbom",
            Type.TEXT,
            "The entry of the archive that is the bill of materials.",
            "pkg-1.0.dist-info/sboms/auditwheel.cdx.json",
            SbomComponent::sbom);
    public static final ColumnSpec<SbomComponent, String> SBOM_FORMAT = COLUMNS.nullable(
            "sbom_format",
            Type.TEXT,
            "cyclonedx or spdx, and the version of the format.",
            "cyclonedx 1.4",
            "the file is neither, or not in JSON",
            SbomComponent::format);
    public static final ColumnSpec<SbomComponent, String> SBOM_TOOL = COLUMNS.nullable(
            "sbom_tool",
            Type.TEXT,
            "The program that wrote it.",
            "auditwheel 6.7.0",
            "the bill of materials does not name one",
            SbomComponent::tool);
    public static final ColumnSpec<SbomComponent, String> COMPONENT = COLUMNS.nullable(
            "component",
            Type.TEXT,
            "The component's name.",
            "libxcb",
            "the bill of materials lists nothing, or cannot be read from there on: then fault says why",
            SbomComponent::name);
    public static final ColumnSpec<SbomComponent, String> COMPONENT_VERSION = COLUMNS.nullable(
            "component_version",
            Type.TEXT,
            "The component's version, raw.",
            "1.13.1-1.el8",
            "the component has none",
            SbomComponent::version);
    public static final ColumnSpec<SbomComponent, String> PURL = COLUMNS.nullable(
            "purl",
            Type.TEXT,
            "The component's package URL, raw.",
            "pkg:rpm/almalinux/libxcb@1.13.1-1.el8",
            "the component has none",
            SbomComponent::purl);
    public static final ColumnSpec<SbomComponent, String> FAULT = COLUMNS.nullable(
            "fault",
            Type.TEXT,
            "Why the bill of materials, or the rest of it, could not be read.",
            "neither CycloneDX nor SPDX",
            "it was read",
            SbomComponent::fault);

    static final Shape<SbomComponent> SHAPE = COLUMNS.shape();

    private SbomColumns() {}
}
