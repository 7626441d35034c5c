package dev.wheelsweep.spark.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Verification;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The options of the data source, parsed once, on the driver.
 *
 * @param roots folders and files to list; empty if an inventory is given
 * @param inventory a stored listing, instead of roots
 * @param io how wheels are read
 * @param verification how much is decoded only to check it
 * @param journal folder in which tasks name the wheel that they are reading: see {@link InFlightJournal}
 */
public record ReadOptions(
        List<Path> roots, Optional<Path> inventory, InputMode io, Verification verification, Optional<Path> journal) {
    /** A file that {@link dev.wheelsweep.spark.listing.Inventory} wrote, read instead of walking folders. */
    public static final String INVENTORY = "inventory";
    /** {@code mmap} (default) or {@code read}. */
    public static final String IO = "io";
    /** A folder that all executors can write to. */
    public static final String JOURNAL = "journal";

    /** {@code none}, {@code sample} (default) or {@code all}; see {@link Verification}. */
    public static final String VERIFY = "verify";

    /** Options in which Spark passes the arguments of {@code load}: one argument as text, several as a JSON array. */
    private static final String PATH = "path";

    private static final String PATHS = "paths";
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    static ReadOptions of(CaseInsensitiveStringMap options) {
        List<Path> roots = paths(options).stream().map(ReadOptions::local).toList();
        Optional<Path> inventory = Optional.ofNullable(options.get(INVENTORY)).map(ReadOptions::local);
        if (roots.isEmpty() == inventory.isEmpty()) {
            throw new IllegalArgumentException("The wheel source reads either the folders and files given to load(), or"
                    + " the listing in option \"inventory\". Give one of the two.");
        }
        return new ReadOptions(
                roots,
                inventory,
                constant(options, IO, InputMode.MMAP),
                constant(options, VERIFY, Verification.SAMPLE),
                Optional.ofNullable(options.get(JOURNAL)).map(ReadOptions::local));
    }

    private static List<String> paths(CaseInsensitiveStringMap options) {
        if (options.containsKey(PATH)) {
            return List.of(options.get(PATH));
        }
        if (!options.containsKey(PATHS)) {
            return List.of();
        }
        try {
            return List.of(new ObjectMapper().readValue(options.get(PATHS), String[].class));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "Option \"paths\" is not a JSON array of strings. Give folders and files to load() instead.",
                    malformed);
        }
    }

    private static Path local(String location) {
        if (location.startsWith("file:")) {
            return Path.of(URI.create(location));
        }
        if (SCHEME.matcher(location).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a local path. Wheels are read from local or mounted folders only."
                            .formatted(location));
        }
        return Path.of(location);
    }

    /** @return the constant that the option names, ignoring case; {@code otherwise} if the option is missing */
    private static <E extends Enum<E>> E constant(CaseInsensitiveStringMap options, String option, E otherwise) {
        String word = options.getOrDefault(option, otherwise.name());
        List<E> constants = List.of(otherwise.getDeclaringClass().getEnumConstants());
        return constants.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Option \"%s\" is \"%s\". It can be %s."
                        .formatted(
                                option,
                                word,
                                constants.stream()
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(" or ")))));
    }
}
