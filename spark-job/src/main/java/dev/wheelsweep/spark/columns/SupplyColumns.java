package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.supply.OpenedLibrary;
import dev.wheelsweep.core.supply.PackageNote;
import dev.wheelsweep.core.supply.VendoredLibrary;
import dev.wheelsweep.core.wheel.SbomComponent;
import java.util.Optional;
import java.util.function.Function;

/** Whose the libraries in a wheel are, and which libraries its files say they open. */
public final class SupplyColumns {

    private SupplyColumns() {}

    /** The components that the bills of materials of a wheel list (PEP 770). */
    public static final class Component {
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
        public static final ColumnSpec<SbomComponent, String> BOM_REF = COLUMNS.nullable(
                "bom_ref",
                Type.TEXT,
                "The component's identifier in the bill of materials, raw: bom-ref of CycloneDX, SPDXID of SPDX. That of auditwheel"
                        + " ends with the SHA-256 of the path that the library had on the build system.",
                "pkg:rpm/almalinux/libxcb@1.13.1-1.el8#6c32c0eb1fdae8b53d48bf63b90db8c0dc1591ca2eb752e841996904a55c6e78",
                "the component has none, or the wheel was swept before this column was added",
                SbomComponent::reference);
        public static final ColumnSpec<SbomComponent, String> FAULT = COLUMNS.nullable(
                "fault",
                Type.TEXT,
                "Why the bill of materials, or the rest of it, could not be read.",
                "neither CycloneDX nor SPDX",
                "it was read",
                SbomComponent::fault);

        static final Shape<SbomComponent> SHAPE = COLUMNS.shape();

        private Component() {}
    }

    /** A library of another project that was copied into a wheel. */
    public static final class Vendored {
        private static final String NO_NOTE = "the file has no package note, or the note does not say";

        private static final ShapeBuilder<VendoredLibrary> COLUMNS = new ShapeBuilder<>();

        public static final ColumnSpec<VendoredLibrary, String> PATH = COLUMNS.column(
                "path",
                Type.TEXT,
                "The zip entry's name; elf_files has the build id and the hash that RECORD declares.",
                "pkg.libs/libxcb-5ddf6756.so.1.1.0",
                VendoredLibrary::path);
        public static final ColumnSpec<VendoredLibrary, String> ORIGINAL_NAME = COLUMNS.column(
                "original_name",
                Type.TEXT,
                "The file's name without the hashes that repair tools add.",
                "libxcb.so.1.1.0",
                VendoredLibrary::originalName);
        public static final ColumnSpec<VendoredLibrary, String> LIBRARY = COLUMNS.column(
                "library",
                Type.TEXT,
                "The name of the package or component, or the part of the file's name that names the library.",
                "libxcb",
                VendoredLibrary::name);
        public static final ColumnSpec<VendoredLibrary, String> LIBRARY_VERSION = COLUMNS.nullable(
                "library_version",
                Type.TEXT,
                "The version of the package, component or release, raw.",
                "1.13.1-1.el8",
                "what names the library has none; file names usually have only abi_version",
                VendoredLibrary::version);
        public static final ColumnSpec<VendoredLibrary, String> EVIDENCE = COLUMNS.column(
                "evidence",
                Type.TEXT,
                "What name and version come from, the best of: package_note (the file says it), sbom_path (auditwheel's bill of"
                        + " materials has the hash of the path from which the file was copied), sbom_name (a bill of materials has a"
                        + " component of that name), file_name.",
                "sbom_path",
                library -> library.evidence().column());
        public static final ColumnSpec<VendoredLibrary, String> ABI_VERSION = COLUMNS.nullable(
                "abi_version",
                Type.TEXT,
                "The numbers after .so, which count changes of the interface, and are not the version of the release.",
                "1.1.0",
                "the name has none",
                VendoredLibrary::abiVersion);
        public static final ColumnSpec<VendoredLibrary, String> PURL = COLUMNS.nullable(
                "purl",
                Type.TEXT,
                "The package URL of the component of a bill of materials that the library is, raw.",
                "pkg:rpm/almalinux/libxcb@1.13.1-1.el8",
                "no component is known to be the library, or it has none",
                library -> library.component().flatMap(SbomComponent::purl));
        public static final ColumnSpec<VendoredLibrary, String> PACKAGE_TYPE = COLUMNS.nullable(
                "package_type",
                Type.TEXT,
                "The kind of package in the package note.",
                "rpm",
                NO_NOTE,
                note(PackageNote::type));
        public static final ColumnSpec<VendoredLibrary, String> PACKAGE_OS = COLUMNS.nullable(
                "package_os",
                Type.TEXT,
                "The distribution in the package note, as ID of os-release.",
                "fedora",
                NO_NOTE,
                note(PackageNote::os));
        public static final ColumnSpec<VendoredLibrary, String> PACKAGE_OS_VERSION = COLUMNS.nullable(
                "package_os_version",
                Type.TEXT,
                "The distribution's version in the package note.",
                "40",
                NO_NOTE,
                note(PackageNote::osVersion));
        public static final ColumnSpec<VendoredLibrary, String> PACKAGE_OS_CPE = COLUMNS.nullable(
                "package_os_cpe",
                Type.TEXT,
                "The distribution in the package note, as a CPE name.",
                "cpe:/o:fedoraproject:fedora:40",
                NO_NOTE,
                note(PackageNote::osCpe));
        public static final ColumnSpec<VendoredLibrary, String> NOTE_FAULT = COLUMNS.nullable(
                "note_fault",
                Type.TEXT,
                "Why the package note could not be read.",
                "not a JSON object",
                "there is none, or it was read",
                note(PackageNote::fault));
        public static final ColumnSpec<VendoredLibrary, String> BUILD_SYSTEM = COLUMNS.nullable(
                "build_system",
                Type.TEXT,
                "The system whose compiler built it, as in toolchains.",
                "rhel:8",
                "its comments name no system, or several",
                VendoredLibrary::buildSystem);

        static final Shape<VendoredLibrary> SHAPE = COLUMNS.shape();

        private Vendored() {}

        private static Function<VendoredLibrary, Optional<String>> note(Function<PackageNote, Optional<String>> part) {
            return library -> library.note().flatMap(part);
        }
    }

    /** A library that a file says it opens by dlopen. */
    public static final class Opened {
        private static final String NOT_SAID = "the note does not say, or could not be read";

        private static final ShapeBuilder<OpenedLibrary> COLUMNS = new ShapeBuilder<>();

        public static final ColumnSpec<OpenedLibrary, String> PATH =
                COLUMNS.column("path", Type.TEXT, "The file that opens it.", "pkg/_native.so", OpenedLibrary::path);
        public static final ColumnSpec<OpenedLibrary, String> LIBRARY = COLUMNS.nullable(
                "library",
                Type.TEXT,
                "The name that the file gives to dlopen.",
                "libfoo.so.1",
                "the note, or the rest of it, could not be read: fault says why",
                OpenedLibrary::soname);
        public static final ColumnSpec<OpenedLibrary, Integer> CHOICE = COLUMNS.column(
                "choice",
                Type.INT,
                "Its place among the names of which one is enough, from 0.",
                "0",
                OpenedLibrary::choice);
        public static final ColumnSpec<OpenedLibrary, String> FEATURE = COLUMNS.nullable(
                "feature", Type.TEXT, "What the library is for, in a word.", "foo", NOT_SAID, OpenedLibrary::feature);
        public static final ColumnSpec<OpenedLibrary, String> DESCRIPTION = COLUMNS.nullable(
                "description",
                Type.TEXT,
                "What the library is for.",
                "Enables the foo feature",
                NOT_SAID,
                OpenedLibrary::description);
        public static final ColumnSpec<OpenedLibrary, String> PRIORITY = COLUMNS.nullable(
                "priority",
                Type.TEXT,
                "How much the file needs it, raw: required, recommended or suggested.",
                "recommended",
                "the note does not say, which means recommended, or could not be read",
                OpenedLibrary::priority);
        public static final ColumnSpec<OpenedLibrary, String> FILE_IN_WHEEL = COLUMNS.nullable(
                "file_in_wheel",
                Type.TEXT,
                "The first file of the wheel with this name or soname; whether the loader finds it is not checked.",
                "pkg.libs/libfoo.so.1",
                "no file of the wheel has the name",
                OpenedLibrary::fileInWheel);
        public static final ColumnSpec<OpenedLibrary, String> FAULT = COLUMNS.nullable(
                "fault",
                Type.TEXT,
                "Why the note, or the rest of it, could not be read.",
                "not a list of JSON objects",
                "it was read",
                OpenedLibrary::fault);

        static final Shape<OpenedLibrary> SHAPE = COLUMNS.shape();

        private Opened() {}
    }
}
