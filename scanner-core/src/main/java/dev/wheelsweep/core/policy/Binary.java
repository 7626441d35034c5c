package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.scan.WheelReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One ELF file as policies see it.
 *
 * @param path the zip entry's name
 * @param facts what the file says
 */
public record Binary(String path, ElfFacts facts) {
    /** The ends of the names of folders to which auditwheel and delocate copy libraries. */
    private static final List<String> VENDOR_FOLDERS = List.of(".libs/", ".dylibs/");

    private static final List<String> PYTHON_2_HOOKS = List.of("init", "_cffi_pypyinit_");
    private static final List<String> PYTHON_3_HOOKS = List.of("PyInit_", "PyModExport_");
    /** These hooks have names in punycode (PEP 489), which only a file with such a name uses. */
    private static final List<String> PUNYCODE_HOOKS = List.of("PyInitU_", "PyModExportU_");

    public Binary {
        Objects.requireNonNull(path);
        Objects.requireNonNull(facts);
    }

    /** @return the part of a scanned file that policies use */
    public static Binary of(ElfFile file) {
        return new Binary(file.path(), file.facts());
    }

    /** @return the ELF files of a scanned wheel, in the order of its central directory */
    public static List<Binary> allOf(WheelReport report) {
        return report.elfFiles().stream().map(Binary::of).toList();
    }

    /** @return the last element of the path */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** @return whether a repair tool put it there as a copy of another project's library */
    public boolean vendored() {
        return VENDOR_FOLDERS.stream().anyMatch(path::contains);
    }

    /**
     * @return whether an interpreter can import it by its name: it defines a hook that ends with the module's name. A
     *     library that carries modules of other names, as libpython does, is none
     */
    public boolean pythonExtension() {
        return hook(PYTHON_2_HOOKS).or(() -> hook(PYTHON_3_HOOKS)).isPresent()
                || facts.symbols().pythonHooks().stream()
                        .anyMatch(hook -> PUNYCODE_HOOKS.stream().anyMatch(hook::startsWith));
    }

    /** @return whether it is an extension of Python 2, or of PyPy through an early cffi */
    boolean python2Extension() {
        return hook(PYTHON_2_HOOKS).isPresent();
    }

    private Optional<String> hook(List<String> prefixes) {
        return prefixes.stream()
                .map(prefix -> prefix + moduleName())
                .filter(facts.symbols().pythonHooks()::contains)
                .findFirst();
    }

    /** @return the file's own name up to the first dot */
    public String moduleName() {
        String file = fileName();
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}
