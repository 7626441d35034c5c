package dev.wheelsweep.core.loader;

import dev.wheelsweep.core.elf.ElfFacts.Linkage;
import dev.wheelsweep.core.platform.Libc;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** In what the loaders of three C libraries differ; what most of them do is the default. */
public enum LoaderRules {
    /** elf/dl-load.c and elf/dl-deps.c. */
    GLIBC {
        @Override
        public boolean isInEveryProcess(String library) {
            return GLIBC_ITSELF.test(library);
        }

        @Override
        boolean inherits(Linkage needing, Linkage ancestor) {
            return needing.runpath().isEmpty() && ancestor.runpath().isEmpty();
        }

        @Override
        boolean passesOverOtherMachines() {
            return true;
        }

        /** Slashes at the end are removed. */
        @Override
        String folder(String rest) {
            int end = rest.length();
            while (end > 0 && rest.charAt(end - 1) == '/') {
                end--;
            }
            return rest.substring(0, end);
        }

        @Override
        Set<Token> tokensOfNeeded() {
            return tokens();
        }

        @Override
        Set<Token> tokens() {
            return Set.of(Token.values());
        }
    },

    /** ldso/dynlink.c. */
    MUSL {
        @Override
        public boolean isInEveryProcess(String library) {
            return Libc.MUSL.answersTo(library);
        }

        @Override
        boolean inherits(Linkage needing, Linkage ancestor) {
            return true;
        }

        @Override
        Optional<String> otherName(Linkage loaded) {
            return Optional.empty();
        }

        @Override
        int length(Token token, String text, int dollar) {
            return token.lengthOfPrefix(text, dollar);
        }

        /** Another token makes the whole search path unusable; empty elements are skipped. */
        @Override
        Stream<String> elements(String searchPath) {
            boolean usable = true;
            for (int at = searchPath.indexOf(Token.SIGN); at >= 0; at = searchPath.indexOf(Token.SIGN, at + 1)) {
                usable &= length(Token.ORIGIN, searchPath, at) > 0;
            }
            return usable ? Stream.of(searchPath.split("[:\n]", -1)).filter(it -> !it.isEmpty()) : Stream.of();
        }
    },

    /** Android's linker.cpp. */
    BIONIC {
        @Override
        public boolean isInEveryProcess(String library) {
            return false;
        }

        @Override
        Optional<String> searchPath(Linkage file) {
            return file.runpath();
        }

        @Override
        boolean inherits(Linkage needing, Linkage ancestor) {
            return false;
        }
    };

    private static final Predicate<String> GLIBC_ITSELF = Pattern.compile(
                    "libc\\.so\\.6|ld-linux.*\\.so\\.\\d|ld64\\.so\\.[12]")
            .asMatchPredicate();

    /** @return the rules for files that are linked against it; those of glibc if it is unknown */
    public static LoaderRules of(Libc libc) {
        return switch (libc) {
            case MUSL -> MUSL;
            case BIONIC -> BIONIC;
            case GLIBC, NONE, MIXED -> GLIBC;
        };
    }

    /** @return whether the need is satisfied before anything is searched: by the C library or the loader itself */
    public abstract boolean isInEveryProcess(String library);

    /** @return the search path of one file, elements separated by colons */
    Optional<String> searchPath(Linkage file) {
        return file.runpath().or(file::rpath);
    }

    /** @return whether the search path of a file on the way to {@code needing} counts for what that needs */
    abstract boolean inherits(Linkage needing, Linkage ancestor);

    /** @return the name, beside the one it was needed by, under which a loaded library satisfies further needs */
    Optional<String> otherName(Linkage loaded) {
        return loaded.soname();
    }

    /** @return whether the search goes on after a file for another machine; else loading fails */
    boolean passesOverOtherMachines() {
        return false;
    }

    /** @return the end of a folder's path as the loader writes it before a slash and a file's name */
    String folder(String rest) {
        return rest;
    }

    Set<Token> tokens() {
        return Set.of(Token.ORIGIN);
    }

    /** @return the tokens that are expanded in a DT_NEEDED with a slash */
    Set<Token> tokensOfNeeded() {
        return Set.of();
    }

    /** @return the length of the token at the dollar sign; 0 if it is another token */
    int length(Token token, String text, int dollar) {
        return token.length(text, dollar);
    }

    Stream<String> elements(String searchPath) {
        return Stream.of(searchPath.split(":", -1));
    }
}
