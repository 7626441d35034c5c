package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfFacts.Relro;
import dev.wheelsweep.core.elf.ElfIdentity;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Binary;
import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.core.wheel.Declarations;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.SbomComponent;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Turns published facts back into what policies judge, so that a new policy opens no wheel. The result equals the
 * {@link Subject} of the scan itself. A fact that is added to the core must be added here: until then this class does not
 * compile.
 *
 * @param wheelPath {@link NameColumns#WHEEL_PATH}, unique within the sweep
 * @param subject empty if the wheel could not be read
 */
public record StoredFacts(String wheelPath, Optional<Subject> subject) {
    /** The columns that {@link #of} reads; policies need no others. */
    public static final StructType COLUMNS = fields(
            NameColumns.FILENAME,
            NameColumns.WHEEL_PATH,
            WheelColumns.STATUS,
            WheelColumns.GENERATORS,
            WheelColumns.ROOT_IS_PURELIB,
            WheelColumns.WHEEL_FILE_TAGS,
            WheelColumns.REQUIRES_PYTHON,
            WheelColumns.UNRECORDED,
            WheelColumns.UNRECORDED_COUNT,
            WheelColumns.PHANTOMS,
            WheelColumns.PHANTOM_COUNT,
            WheelColumns.DIST_INFO_FOLDERS,
            WheelColumns.WHEEL_FILE_VERSION,
            WheelColumns.DECLARED_NAME,
            WheelColumns.DECLARED_VERSION,
            WheelColumns.REQUIRES_DIST,
            records(
                    WheelColumns.SBOM_COMPONENTS,
                    SupplyColumns.Component.SBOM,
                    SupplyColumns.Component.SBOM_FORMAT,
                    SupplyColumns.Component.SBOM_TOOL,
                    SupplyColumns.Component.COMPONENT,
                    SupplyColumns.Component.COMPONENT_VERSION,
                    SupplyColumns.Component.PURL,
                    SupplyColumns.Component.BOM_REF,
                    SupplyColumns.Component.FAULT),
            records(WheelColumns.FAILURES, FailureColumns.ENTRY, FailureColumns.REASON),
            records(WheelColumns.ZIP_ODDITIES, ZipOddityColumns.ID, ZipOddityColumns.ENTRY, ZipOddityColumns.DETAIL),
            records(
                    WheelColumns.ELF,
                    ElfColumns.PATH,
                    ElfColumns.KIND,
                    ElfColumns.ELF_CLASS,
                    ElfColumns.BYTE_ORDER,
                    ElfColumns.E_TYPE,
                    ElfColumns.E_MACHINE,
                    ElfColumns.E_FLAGS,
                    ElfColumns.OS_ABI,
                    ElfColumns.ARCH,
                    ElfColumns.LIBC,
                    ElfColumns.FOREIGN_SYSTEM,
                    ElfColumns.SONAME,
                    ElfColumns.INTERPRETER,
                    ElfColumns.RPATH,
                    ElfColumns.RUNPATH,
                    ElfColumns.BUILD_ID,
                    ElfColumns.KERNEL_FLOOR,
                    ElfColumns.ANDROID_API,
                    ElfColumns.PYTHON_HOOKS,
                    ElfColumns.NEEDS_EXECUTABLE_STACK,
                    ElfColumns.RELRO,
                    ElfColumns.TEXTREL,
                    ElfColumns.MIN_LOAD_ALIGNMENT,
                    ElfColumns.STATIC_TLS,
                    ElfColumns.RELR,
                    ElfColumns.ISA_NEEDED,
                    ElfColumns.COMPILERS,
                    ElfColumns.PACKAGE_NOTE,
                    ElfColumns.DLOPEN_NOTES,
                    ElfColumns.ODDITIES,
                    records(ElfColumns.NEEDED, SymbolColumns.Needed.LIBRARY),
                    records(
                            ElfColumns.SYMBOL_REQUIREMENTS,
                            SymbolColumns.Requirement.LIBRARY,
                            SymbolColumns.Requirement.SYMBOL_VERSION,
                            SymbolColumns.Requirement.WEAK,
                            SymbolColumns.Requirement.SYMBOLS,
                            SymbolColumns.Requirement.WEAK_SYMBOLS),
                    records(ElfColumns.IMPORTED_SYMBOLS, SymbolColumns.Imported.SYMBOL, SymbolColumns.Imported.WEAK),
                    ElfColumns.UNDEFINED_SYMBOLS,
                    records(ElfColumns.PROVIDED_VERSIONS, SymbolColumns.Provided.SYMBOL_VERSION),
                    ElfColumns.DATA_RELOCATIONS,
                    ElfColumns.PLT_RELOCATIONS,
                    ElfColumns.SYMBOLS_IN_WHEEL));

    /** @param facts with at least {@link #COLUMNS} */
    public static StoredFacts of(Row facts) {
        StoredRow row = new StoredRow(facts);
        boolean wasRead = row.word(WheelColumns.STATUS, WheelStatus.class).isJudged();
        return new StoredFacts(
                row.value(NameColumns.WHEEL_PATH), wasRead ? Optional.of(subject(row)) : Optional.empty());
    }

    private static Subject subject(StoredRow row) {
        return new Subject(
                name(row.value(NameColumns.FILENAME)),
                distInfo(row),
                row.records(WheelColumns.ELF, StoredFacts::binary),
                unread(row),
                row.records(WheelColumns.SBOM_COMPONENTS, StoredFacts::component),
                row.records(WheelColumns.ZIP_ODDITIES, StoredFacts::oddity));
    }

    private static WheelFilename name(String filename) {
        try {
            return WheelFilename.parse(filename);
        } catch (FormatException changed) {
            throw new IllegalStateException(
                    "this release rejects the name of a wheel that was read: " + filename, changed);
        }
    }

    private static DistInfo distInfo(StoredRow row) {
        Optional<Integer> unrecorded = row.optional(WheelColumns.UNRECORDED_COUNT);
        return new DistInfo(
                row.list(WheelColumns.GENERATORS),
                row.optional(WheelColumns.ROOT_IS_PURELIB),
                row.list(WheelColumns.WHEEL_FILE_TAGS),
                row.optional(WheelColumns.REQUIRES_PYTHON),
                row.list(WheelColumns.UNRECORDED),
                row.list(WheelColumns.PHANTOMS),
                unrecorded.isPresent(),
                unrecorded.orElse(0),
                row.optional(WheelColumns.PHANTOM_COUNT).orElse(0),
                declarations(row));
    }

    /** Sweeps of earlier releases did not look for them. */
    private static Optional<Declarations> declarations(StoredRow row) {
        return row.optionalList(WheelColumns.DIST_INFO_FOLDERS)
                .map(folders -> new Declarations(
                        folders,
                        row.optional(WheelColumns.WHEEL_FILE_VERSION),
                        row.optional(WheelColumns.DECLARED_NAME),
                        row.optional(WheelColumns.DECLARED_VERSION),
                        row.optionalList(WheelColumns.REQUIRES_DIST).orElse(List.of())));
    }

    private static List<Subject.Unread> unread(StoredRow row) {
        return row.records(WheelColumns.FAILURES, StoredFacts::unreadEntry).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Subject.Unread> unreadEntry(StoredRow failure) {
        return failure.optional(FailureColumns.ENTRY)
                .map(path -> new Subject.Unread(path, failure.word(FailureColumns.REASON, Reason.class)));
    }

    private static SbomComponent component(StoredRow row) {
        return new SbomComponent(
                row.value(SupplyColumns.Component.SBOM),
                row.optional(SupplyColumns.Component.SBOM_FORMAT),
                row.optional(SupplyColumns.Component.SBOM_TOOL),
                row.optional(SupplyColumns.Component.COMPONENT),
                row.optional(SupplyColumns.Component.COMPONENT_VERSION),
                row.optional(SupplyColumns.Component.PURL),
                row.optional(SupplyColumns.Component.BOM_REF),
                row.optional(SupplyColumns.Component.FAULT));
    }

    private static Finding oddity(StoredRow row) {
        return new Finding(
                FindingId.of(row.word(ZipOddityColumns.ID, ZipOddity.Kind.class)),
                row.optional(ZipOddityColumns.ENTRY),
                row.value(ZipOddityColumns.DETAIL));
    }

    private static Binary binary(StoredRow row) {
        return new Binary(row.value(ElfColumns.PATH), elf(row));
    }

    private static ElfFacts elf(StoredRow row) {
        return new ElfFacts(
                identity(row),
                row.word(ElfColumns.KIND, ElfKind.class),
                row.optional(ElfColumns.ARCH).map(Arch::new),
                row.word(ElfColumns.LIBC, Libc.class),
                row.optional(ElfColumns.FOREIGN_SYSTEM),
                linkage(row),
                symbols(row),
                new ElfFacts.Loading(
                        row.optional(ElfColumns.STATIC_TLS).orElse(false),
                        row.optional(ElfColumns.RELR).orElse(false)),
                new ElfFacts.Hardening(
                        row.value(ElfColumns.NEEDS_EXECUTABLE_STACK),
                        row.word(ElfColumns.RELRO, Relro.class),
                        row.value(ElfColumns.TEXTREL),
                        row.value(ElfColumns.MIN_LOAD_ALIGNMENT)),
                new ElfFacts.Toolchain(
                        row.optional(ElfColumns.BUILD_ID),
                        row.optional(ElfColumns.KERNEL_FLOOR),
                        row.optional(ElfColumns.ANDROID_API),
                        row.optional(ElfColumns.ISA_NEEDED),
                        row.list(ElfColumns.COMPILERS)),
                new ElfFacts.Metadata(
                        row.optional(ElfColumns.PACKAGE_NOTE),
                        row.optionalList(ElfColumns.DLOPEN_NOTES).orElse(List.of())),
                row.words(ElfColumns.ODDITIES, Oddity.class));
    }

    private static ElfFacts.Linkage linkage(StoredRow row) {
        return new ElfFacts.Linkage(
                row.records(ElfColumns.NEEDED, needed -> needed.value(SymbolColumns.Needed.LIBRARY)),
                row.optional(ElfColumns.SONAME),
                row.optional(ElfColumns.RPATH),
                row.optional(ElfColumns.RUNPATH),
                row.optional(ElfColumns.INTERPRETER));
    }

    private static ElfFacts.Symbols symbols(StoredRow row) {
        return new ElfFacts.Symbols(
                row.records(ElfColumns.SYMBOL_REQUIREMENTS, StoredFacts::versionNeed),
                row.records(ElfColumns.IMPORTED_SYMBOLS, StoredFacts::importedSymbol),
                row.value(ElfColumns.UNDEFINED_SYMBOLS),
                row.records(ElfColumns.PROVIDED_VERSIONS, StoredFacts::providedVersion),
                row.list(ElfColumns.PYTHON_HOOKS),
                row.optionalList(ElfColumns.DATA_RELOCATIONS)
                        .flatMap(data -> row.optionalList(ElfColumns.PLT_RELOCATIONS)
                                .map(plt -> new ElfFacts.Lookups(data, plt))),
                row.optionalList(ElfColumns.SYMBOLS_IN_WHEEL));
    }

    private static ElfIdentity identity(StoredRow row) {
        return new ElfIdentity(
                row.value(ElfColumns.ELF_CLASS) == ElfLayout.ELF32.bits() ? ElfLayout.ELF32 : ElfLayout.ELF64,
                ElfColumns.LITTLE.equals(row.value(ElfColumns.BYTE_ORDER))
                        ? ByteOrder.LITTLE_ENDIAN
                        : ByteOrder.BIG_ENDIAN,
                row.optional(ElfColumns.OS_ABI).orElse(0),
                row.value(ElfColumns.E_TYPE),
                row.value(ElfColumns.E_MACHINE),
                row.value(ElfColumns.E_FLAGS));
    }

    private static VersionNeed versionNeed(StoredRow row) {
        List<String> weak = row.list(SymbolColumns.Requirement.WEAK_SYMBOLS);
        Set<String> weakSymbols = weak.isEmpty() ? Set.of() : Set.copyOf(weak);
        return new VersionNeed(
                row.value(SymbolColumns.Requirement.LIBRARY),
                new SymbolVersion(row.value(SymbolColumns.Requirement.SYMBOL_VERSION)),
                row.value(SymbolColumns.Requirement.WEAK),
                row.list(SymbolColumns.Requirement.SYMBOLS).stream()
                        .map(symbol -> new ImportedSymbol(symbol, weakSymbols.contains(symbol)))
                        .toList());
    }

    private static ImportedSymbol importedSymbol(StoredRow row) {
        return new ImportedSymbol(row.value(SymbolColumns.Imported.SYMBOL), row.value(SymbolColumns.Imported.WEAK));
    }

    private static SymbolVersion providedVersion(StoredRow row) {
        return new SymbolVersion(row.value(SymbolColumns.Provided.SYMBOL_VERSION));
    }

    private static StructType fields(ColumnSpec<?, ?>... columns) {
        return new StructType(Stream.of(columns).map(ColumnSpec::field).toArray(StructField[]::new));
    }

    /** @return a column of records, reduced to these fields */
    private static ColumnSpec<?, ?> records(ColumnSpec<?, ?> list, ColumnSpec<?, ?>... fields) {
        return list.prunedTo(DataTypes.createArrayType(fields(fields)));
    }
}
