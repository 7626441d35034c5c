package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.Requirement;
import dev.wheelsweep.core.scan.Failure;
import dev.wheelsweep.core.supply.ExternalNeed;
import dev.wheelsweep.core.supply.OpenedLibrary;
import dev.wheelsweep.core.supply.Supplier;
import dev.wheelsweep.core.supply.Suppliers;
import dev.wheelsweep.spark.diff.Suppression;
import dev.wheelsweep.spark.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns facts into sentences. Names keep the characters of the wheel: pass the text through {@link Printable} for a terminal. */
final class Wording {
    private static final int NAMES_SHOWN = 3;

    private Wording() {}

    /** @return such as {@code "needs GLIBC_2.34 of libc.so.6 (pthread_create, dlopen, dlsym, +2)"} */
    static String of(Requirement need) {
        String library = need.library().orElse("");
        String version = need.version().orElse("");
        return switch (need.axis()) {
            case SYMBOLS ->
                "needs " + versionOrSymbols(need)
                        + need.remark().map(remark -> "; " + remark).orElse("");
            case LIBRARIES -> "needs " + library + library(need);
            case FORBIDDEN_SYMBOLS -> "uses " + few(need.symbols()) + " of " + library + ", which some systems lack";
            case ISA -> "needs a processor of " + version;
            case UCS2 -> "is built for a Python 2 with 16-bit characters";
            case PYFPE -> "uses " + few(need.symbols()) + ", which only a Python built with fpectl has";
            case ARCHITECTURE -> "is for " + version;
            case LIBC -> "is linked against " + version;
            case LOADER -> "is refused by the loader: " + version;
        };
    }

    /** @return who is known to bring the library as another distribution, and whether Requires-Dist names it; empty if nobody is */
    static Optional<String> of(ExternalNeed need) {
        if (need.supplier().isPresent()) {
            return need.supplier()
                    .filter(supplier -> supplier.kind() == Supplier.Kind.DISTRIBUTION)
                    .map(supplier ->
                            "%s comes with %s, which Requires-Dist names".formatted(need.library(), supplier.name()));
        }
        List<String> known = Suppliers.builtIn().distributions(need.library());
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of("%s is known to come with %s, which Requires-Dist does not name"
                        .formatted(need.library(), String.join(" or ", known)));
    }

    /** @return such as {@code "libfoo.so.1 (foo, required)"}; empty if the note cannot be read */
    static Optional<String> of(OpenedLibrary library) {
        return library.soname()
                .map(soname -> soname
                        + Stream.of(library.feature(), library.priority())
                                .flatMap(Optional::stream)
                                .reduce((feature, priority) -> feature + ", " + priority)
                                .map(words -> " (" + words + ")")
                                .orElse(""));
    }

    private static String library(Requirement need) {
        return need.isUnreached()
                ? ", which the loader does not find: " + need.remark().orElseThrow()
                : ", which neither the wheel nor the tag provides"
                        + need.remark().map(remark -> "; " + remark).orElse("");
    }

    /** musl has no symbol versions, so the symbols themselves are named. */
    private static String versionOrSymbols(Requirement need) {
        String library = need.library().map(name -> " of " + name).orElse("");
        if (need.version().isEmpty()) {
            return few(need.symbols()) + library;
        }
        return need.version().get() + library + (need.symbols().isEmpty() ? "" : " (" + few(need.symbols()) + ")");
    }

    /** @return what the finding is about, without the file */
    static String of(Finding finding) {
        String meaning = finding.id().meaning();
        return finding.detail().isEmpty() ? meaning : meaning + " (" + finding.detail() + ")";
    }

    /** @return why a finding is accepted, and how long */
    static String of(Suppression acceptance) {
        return acceptance.reason() + " (until " + acceptance.expires() + ")";
    }

    static String of(Failure failure) {
        return failure.detail() + " (" + failure.stage().column() + ", "
                + failure.reason().column() + " at offset " + failure.offset() + ")";
    }

    /** @return why the wheel could not be read, or not all of it */
    static String ofWheel(Failure failure) {
        return failure.entry().map(entry -> entry + " cannot be read: ").orElse("") + failure.detail() + " ("
                + failure.reason().column() + ")";
    }

    /** @return the first names, and how many more there are */
    static String few(List<String> names) {
        int more = names.size() - NAMES_SHOWN;
        return String.join(", ", names.subList(0, Math.min(names.size(), NAMES_SHOWN)))
                + (more > 0 ? ", +" + more : "");
    }
}
