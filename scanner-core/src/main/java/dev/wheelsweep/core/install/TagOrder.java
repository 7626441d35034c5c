package dev.wheelsweep.core.install;

import static dev.wheelsweep.core.install.TagBlock.any;
import static dev.wheelsweep.core.install.TagBlock.platforms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The order of python and abi tags in which pip since 20.0 (through the library packaging) and uv prefer wheels. */
final class TagOrder {
    private static final int FIRST_TWO_DIGIT_MINOR = 10;
    private static final String GENERIC = "py";

    private final Environment environment;
    private final List<TagBlock> blocks = new ArrayList<>();

    private TagOrder(Environment environment) {
        this.environment = environment;
    }

    static List<TagBlock> of(Environment environment) {
        if (environment.installer() instanceof Installer.Pip pip && !pip.era().includes(PipEra.PACKAGING)) {
            return Pep425Order.of(environment, pip.era());
        }
        return new TagOrder(environment).blocks();
    }

    private List<TagBlock> blocks() {
        boolean isCPython = environment.implementation() == Implementation.CPYTHON;
        if (isCPython) {
            addCPython();
        } else {
            blocks.add(platforms(environment.interpreter(), environment.abi()));
            if (isPip()) {
                blocks.add(platforms(environment.interpreter(), CPythonAbi.NONE));
            }
        }
        generic().forEach(python -> blocks.add(platforms(python, CPythonAbi.NONE)));
        if (isCPython || isPip()) {
            blocks.add(any(environment.interpreter()));
        }
        generic().forEach(python -> blocks.add(any(python)));
        return blocks;
    }

    private void addCPython() {
        String interpreter =
                tag(Implementation.CPYTHON.word(), environment.python().minor());
        List<String> abis = abis();
        abis.forEach(abi -> blocks.add(platforms(interpreter, abi)));
        Optional<String> stable = stableAbi();
        stable.ifPresent(abi -> blocks.add(platforms(interpreter, abi)));
        blocks.add(platforms(interpreter, CPythonAbi.NONE));
        stable.ifPresent(abi -> older().filter(minor -> minor >= CPythonAbi.STABLE_SINCE.minor())
                .forEach(minor -> blocks.add(platforms(tag(Implementation.CPYTHON.word(), minor), abi))));
    }

    private List<String> abis() {
        return build()
                .map(build -> build.loadsWithoutDebug()
                        ? List.of(build.text(), build.withoutDebug().text())
                        : List.of(build.text()))
                .orElse(List.of(environment.abi()))
                .stream()
                .map(abi -> hasUnderscore()
                        ? abi.replace(nodot(), nodot(environment.python().minor()))
                        : abi)
                .toList();
    }

    /** @return the build of CPython as the installer sees it: pip before 24.1 did not notice free threads */
    private Optional<CPythonAbi> build() {
        return CPythonAbi.parse(environment.abi()).map(abi -> knows(PipEra.FREE_THREADED) ? abi : abi.withoutThreads());
    }

    private Optional<String> stableAbi() {
        if (environment.python().majorMinor().compareTo(CPythonAbi.STABLE_SINCE) < 0) {
            return Optional.empty();
        }
        if (build().filter(CPythonAbi::isFreeThreaded).isEmpty()) {
            return Optional.of(CPythonAbi.STABLE);
        }
        boolean knowsAbi3t = environment.installer() instanceof Installer.Uv uv ? uv.knowsAbi3t() : knows(PipEra.ABI3T);
        return knowsAbi3t ? Optional.of(CPythonAbi.STABLE_FREE_THREADED) : Optional.empty();
    }

    /** @return the tags of Python itself, which every implementation has: {@code py311}, {@code py3}, {@code py310} ... */
    private Stream<String> generic() {
        int minor = environment.python().minor();
        return Stream.concat(
                Stream.of(tag(GENERIC, minor), GENERIC + major()), older().mapToObj(it -> tag(GENERIC, it)));
    }

    private IntStream older() {
        int minor = environment.python().minor();
        return IntStream.range(0, minor).map(i -> minor - 1 - i);
    }

    private String tag(String word, int minor) {
        return word + nodot(minor);
    }

    private String nodot() {
        return Environment.nodot(environment.python());
    }

    private String nodot(int minor) {
        return major() + (hasUnderscore() && minor >= FIRST_TWO_DIGIT_MINOR ? "_" : "") + minor;
    }

    private int major() {
        return environment.python().numbers().get(0);
    }

    private boolean hasUnderscore() {
        return environment.python().minor() >= FIRST_TWO_DIGIT_MINOR
                && environment.installer() instanceof Installer.Pip pip
                && pip.era().includes(PipEra.UNDERSCORE)
                && !pip.era().includes(PipEra.NO_UNDERSCORE);
    }

    private boolean isPip() {
        return environment.installer() instanceof Installer.Pip;
    }

    private boolean knows(PipEra era) {
        return !(environment.installer() instanceof Installer.Pip pip)
                || pip.era().includes(era);
    }
}
