package dev.wheelsweep.core.load;

import dev.wheelsweep.core.elf.SymbolVersion;
import java.util.Optional;

/**
 * One thing for which a loader stops.
 *
 * @param text the loader's own message, as {@code dlerror} returns it; paths begin with a placeholder, see {@link Paths}
 * @param file the entry that needs what is missing, or is itself refused
 * @param library DT_NEEDED, or the library that lacks a version
 * @param version the missing version, or the version that a missing symbol is bound to
 * @param symbol the missing symbol
 * @param processor the level of the instruction set that the file asks for, such as {@code "x86-64-v3"}
 */
public record LoadFailure(
        FailureKind kind,
        String text,
        String file,
        Optional<String> library,
        Optional<String> version,
        Optional<String> symbol,
        Optional<String> processor) {

    static LoadFailure ofFile(FailureKind kind, String text, String file) {
        return new LoadFailure(
                kind, text, file, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static LoadFailure ofLibrary(FailureKind kind, String text, String file, String library) {
        return new LoadFailure(
                kind, text, file, Optional.of(library), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static LoadFailure ofVersion(String text, String file, String library, SymbolVersion version) {
        return new LoadFailure(
                FailureKind.MISSING_VERSION,
                text,
                file,
                Optional.of(library),
                Optional.of(version.name()),
                Optional.empty(),
                Optional.empty());
    }

    static LoadFailure ofSymbol(String text, String file, Optional<SymbolVersion> version, String symbol) {
        return new LoadFailure(
                FailureKind.MISSING_SYMBOL,
                text,
                file,
                Optional.empty(),
                version.map(SymbolVersion::name),
                Optional.of(symbol),
                Optional.empty());
    }

    static LoadFailure ofProcessor(String text, String file, String level) {
        return new LoadFailure(
                FailureKind.NEEDS_PROCESSOR,
                text,
                file,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(level));
    }
}
