package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.Tag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether the installer of one environment takes a wheel by its file name; if not, why. */
public final class Installability {
    private final Environment environment;
    private final SupportedTags tags;

    private Installability(Environment environment) {
        this.environment = environment;
        this.tags = SupportedTags.of(environment);
    }

    public static Installability in(Environment environment) {
        return new Installability(environment);
    }

    public Environment environment() {
        return environment;
    }

    public SupportedTags tags() {
        return tags;
    }

    /** @return the place of the wheel's best tag; empty if it is refused */
    public OptionalInt rank(WheelFilename wheel) {
        OptionalInt rank = tags.rank(wheel);
        return rank.isPresent()
                        && environment.installer().filenames().objection(wheel).isPresent()
                ? OptionalInt.empty()
                : rank;
    }

    /** @return the reason; empty if the wheel is taken. Of several, that of the tag that comes closest */
    public Optional<Refusal> refusal(WheelFilename wheel) {
        Optional<Refusal> name = environment
                .installer()
                .filenames()
                .objection(wheel)
                .map(problem -> new Refusal.FileName(problem, environment.installer()));
        if (name.isPresent() || tags.rank(wheel).isPresent()) {
            return name;
        }
        return unknownTag(wheel).or(() -> wheel.tags().map(this::tagRefusal).min(Refusal.CLOSEST_FIRST));
    }

    /** @return a reason if a later release of the installer takes the wheel in the same place */
    private Optional<Refusal> unknownTag(WheelFilename wheel) {
        for (Installer later : environment.installer().successors()) {
            SupportedTags taken = SupportedTags.of(environment.with(later));
            Optional<Tag> best = wheel.tags()
                    .filter(tag -> taken.rank(tag).isPresent())
                    .min(Comparator.comparingInt(tag -> taken.rank(tag).getAsInt()));
            if (best.isPresent()) {
                return best.map(tag -> new Refusal.UnknownTag(unknownPart(tag), environment.installer(), later));
            }
        }
        return Optional.empty();
    }

    /** @return the platform tag if the others are known, else the whole tag */
    private String unknownPart(Tag tag) {
        return tags.takesAbi(tag.python(), tag.abi(), tag.platform())
                ? tag.platform().text()
                : tag.text();
    }

    private Refusal tagRefusal(Tag tag) {
        if (tags.takesAbi(tag.python(), tag.abi(), tag.platform())) {
            return platformRefusal(tag.platform());
        }
        boolean isStable = tag.abi().equals(CPythonAbi.STABLE) || tag.abi().equals(CPythonAbi.STABLE_FREE_THREADED);
        if (!(isStable ? pythons() : Stream.of(environment.interpreter())).anyMatch(tag.python()::equals)) {
            return new Refusal.Python(tag.python(), environment.interpreter());
        }
        return tag.abi().equals(environment.abi())
                ? new Refusal.OtherPlatform(tag.text(), environment.installer())
                : new Refusal.Abi(tag.abi(), environment.abi());
    }

    /** @return the python tags of this interpreter and of older ones */
    private Stream<String> pythons() {
        String prefix = environment.implementation().word()
                + environment.python().numbers().get(0);
        return IntStream.rangeClosed(0, environment.python().minor()).mapToObj(minor -> prefix + minor);
    }

    private Refusal platformRefusal(PlatformTag tag) {
        boolean isLinux = Stream.of(
                        PlatformTag.Family.MANYLINUX, PlatformTag.Family.MUSLLINUX, PlatformTag.Family.LINUX)
                .anyMatch(family -> family == tag.family());
        if (!isLinux || tag.arch().isEmpty()) {
            return new Refusal.OtherPlatform(tag.text(), environment.installer());
        }
        if (!tag.arch().get().equals(environment.arch())) {
            return new Refusal.OtherArch(tag.arch().get(), environment.arch());
        }
        if (tag.libc().filter(libc -> libc != environment.libc()).isPresent()) {
            return new Refusal.OtherLibc(tag.libc().get(), environment.libc());
        }
        DottedNumber present = environment.libcVersion().majorMinor();
        return tag.libcVersion()
                .filter(needed -> needed.compareTo(present) > 0)
                .<Refusal>map(needed -> new Refusal.OlderLibc(environment.libc(), needed, present))
                .orElseGet(() -> new Refusal.OtherPlatform(tag.text(), environment.installer()));
    }
}
