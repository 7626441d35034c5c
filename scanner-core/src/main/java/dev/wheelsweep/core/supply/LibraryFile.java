package dev.wheelsweep.core.supply;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a copied library says. Repair tools put eight digits of the SHA-256 of the file that they copy before the
 * first dot of its name; a wheel that was repaired twice has two such groups.
 *
 * <pre>
 *   libgfortran-040039e1-0352e75f.so.5.0.0   libgfortran.so.5.0.0      libgfortran, ABI 5.0.0
 *   libopenblaso-r0-d77a1985.3.15.so         libopenblaso-r0.3.15.so   libopenblaso 0.3.15
 * </pre>
 *
 * @param original the name before the repair
 * @param name the part that names the library
 * @param version of the release, which some libraries have before {@code .so}
 * @param abiVersion the numbers after {@code .so}, which count changes of the interface; they are not the release
 */
record LibraryFile(String original, String name, Optional<String> version, Optional<String> abiVersion) {
    private static final Pattern HASHES = Pattern.compile("^([^.]+?)(?:-[0-9a-f]{8})+(?=\\.)");
    private static final Pattern PARTS =
            Pattern.compile("(?<name>.+?)(?:-r?(?<version>\\d+(?:\\.\\d+)+))?\\.so(?:\\.(?<abi>\\d+(?:\\.\\d+)*))?");

    /** @param fileName of a file in a folder of copied libraries */
    static LibraryFile of(String fileName) {
        String original = HASHES.matcher(fileName).replaceFirst("$1");
        Matcher parts = PARTS.matcher(original);
        return parts.matches()
                ? new LibraryFile(
                        original,
                        parts.group("name"),
                        Optional.ofNullable(parts.group("version")),
                        Optional.ofNullable(parts.group("abi")))
                : new LibraryFile(original, original, Optional.empty(), Optional.empty());
    }
}
