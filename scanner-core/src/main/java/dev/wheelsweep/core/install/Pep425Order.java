package dev.wheelsweep.core.install;

import static dev.wheelsweep.core.install.TagBlock.any;
import static dev.wheelsweep.core.install.TagBlock.platforms;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The order of python and abi tags of pip before 20.0. Tags of Python itself have a platform only as {@code py3}. */
final class Pep425Order {
    /** PyPy was named after its own version: {@code pp373} is PyPy 7.3 for Python 3. */
    private static final Pattern PYPY_ABI = Pattern.compile("pypy[0-9]++_pp([0-9])([0-9]++)");

    private static final String GENERIC = "py";

    private Pep425Order() {}

    static List<TagBlock> of(Environment environment, PipEra era) {
        if (!era.includes(PipEra.WHEELS)) {
            return List.of();
        }
        String word = environment.implementation().word();
        int major = environment.python().numbers().get(0);
        List<String> versions = versions(environment);
        boolean isStable = environment.implementation() == Implementation.CPYTHON
                && environment.python().majorMinor().compareTo(CPythonAbi.STABLE_SINCE) >= 0;
        List<TagBlock> blocks = new ArrayList<>();
        String current = word + versions.get(0);
        blocks.add(platforms(current, abi(environment)));
        if (isStable) {
            blocks.add(platforms(current, CPythonAbi.STABLE));
        }
        blocks.add(platforms(current, CPythonAbi.NONE));
        if (isStable && era.includes(PipEra.MANYLINUX1)) {
            versions.subList(1, versions.size() - CPythonAbi.STABLE_SINCE.minor())
                    .forEach(version -> blocks.add(platforms(word + version, CPythonAbi.STABLE)));
        }
        blocks.add(platforms(GENERIC + major, CPythonAbi.NONE));
        blocks.add(any(current));
        blocks.add(any(word + major));
        if (!era.includes(PipEra.MANYLINUX1)) {
            versions.stream().skip(1).forEach(version -> blocks.add(any(word + version)));
        }
        blocks.add(any(GENERIC + versions.get(0)));
        blocks.add(any(GENERIC + major));
        versions.stream().skip(1).forEach(version -> blocks.add(any(GENERIC + version)));
        return blocks;
    }

    /** These releases knew no free-threaded build, and do not run on one. */
    private static String abi(Environment environment) {
        return CPythonAbi.parse(environment.abi())
                .map(abi -> abi.withoutThreads().text())
                .orElse(environment.abi());
    }

    /** @return such as 37, 36, ... 30: the version and all earlier ones of the same major number */
    private static List<String> versions(Environment environment) {
        String major = environment.python().numbers().get(0).toString();
        int minor = environment.python().minor();
        Matcher pypy = PYPY_ABI.matcher(environment.abi());
        if (environment.implementation() == Implementation.PYPY && pypy.matches()) {
            major += pypy.group(1);
            minor = Integer.parseInt(pypy.group(2));
        }
        String prefix = major;
        return IntStream.iterate(minor, it -> it >= 0, it -> it - 1)
                .mapToObj(it -> prefix + it)
                .toList();
    }
}
