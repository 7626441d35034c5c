package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.InstallerTags;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.Tag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The oldest pip that knows a tag, on a machine where a wheel with this tag runs. Whether that pip itself runs on the
 * wheel's Python is another question.
 */
public final class OldestPip {
    private static final DottedNumber IOS = DottedNumber.of(25, 0);
    private static final DottedNumber ANDROID = DottedNumber.of(25, 1);

    private static final Arch ARM64 = new Arch("arm64");
    private static final Arch UNIVERSAL2 = new Arch("universal2");

    private static final Pattern PYTHON = Pattern.compile("(py|cp|pp|graalpy)([0-9])_?([0-9]{0,2})");
    /** A Python of which all tags have the same form in each release of pip. */
    private static final int ORDINARY_MINOR = 9;

    private static final PlatformTag LINUX = new PlatformTag.Linux(Arch.X86_64);
    private static final DottedNumber ORDINARY_GLIBC = DottedNumber.of(2, 17);

    private OldestPip() {}

    /** @return the release since which pip takes such wheels; empty if no pip takes the wheel anywhere */
    public static Optional<DottedNumber> of(WheelFilename wheel) {
        return wheel.tags().map(OldestPip::of).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** @return the release since which pip takes wheels with this tag; empty if no pip takes them anywhere */
    public static Optional<DottedNumber> of(Tag tag) {
        if (InstallerTags.objection(tag.platform()).isPresent()) {
            return Optional.empty();
        }
        boolean isForLinux = tag.platform() instanceof PlatformTag.Any
                || tag.platform() instanceof PlatformTag.Linux
                || tag.platform().family() == PlatformTag.Family.MANYLINUX
                || tag.platform().family() == PlatformTag.Family.MUSLLINUX;
        // The rules for Python and ABI are the same everywhere.
        Tag asked = isForLinux ? tag : new Tag(tag.python(), tag.abi(), LINUX);
        DottedNumber platform = isForLinux ? PipEra.SOURCE_ONLY.since() : since(tag.platform());
        return Arrays.stream(PipEra.values())
                .map(PipEra::since)
                .filter(pip -> environment(asked, new Installer.Pip(pip))
                        .filter(it -> SupportedTags.of(it).rank(asked).isPresent())
                        .isPresent())
                .findFirst()
                .map(pip ->
                        Stream.of(pip, platform).max(Comparator.naturalOrder()).get());
    }

    /** @return the release that brought a tag of another system than Linux */
    private static DottedNumber since(PlatformTag tag) {
        return switch (tag.family()) {
            case IOS -> IOS;
            case ANDROID -> ANDROID;
            case PYODIDE -> PipEra.ABI3T.since();
            case MACOS -> {
                if (tag.arch().filter(UNIVERSAL2::equals).isPresent()) {
                    yield PipEra.PEP_600.since();
                }
                yield tag.arch().filter(ARM64::equals).isPresent() ? PipEra.PACKAGING.since() : PipEra.WHEELS.since();
            }
            default -> PipEra.WHEELS.since();
        };
    }

    /** @return one in which a wheel with this tag runs */
    private static Optional<Environment> environment(Tag tag, Installer pip) {
        Matcher parts = PYTHON.matcher(tag.python());
        if (!parts.matches()) {
            return Optional.empty();
        }
        int minor = parts.group(3).isEmpty() ? ORDINARY_MINOR : Integer.parseInt(parts.group(3));
        DottedNumber python = DottedNumber.of(Integer.parseInt(parts.group(2)), minor);
        Implementation implementation = Arrays.stream(Implementation.values())
                .filter(it -> it.word().equals(parts.group(1)))
                .findAny()
                .orElse(Implementation.CPYTHON);
        return Optional.of(new Environment(
                pip,
                implementation,
                python,
                abi(tag.abi(), python),
                tag.platform().arch().orElse(Arch.X86_64),
                tag.platform().libc().orElse(Libc.GLIBC),
                tag.platform().libcVersion().orElse(ORDINARY_GLIBC)));
    }

    private static String abi(String abi, DottedNumber python) {
        CPythonAbi usual = CPythonAbi.usual(python);
        return switch (abi) {
            case CPythonAbi.NONE, CPythonAbi.STABLE -> usual.text();
            case CPythonAbi.STABLE_FREE_THREADED -> usual.freeThreaded().text();
            default -> abi;
        };
    }
}
