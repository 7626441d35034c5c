package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.FilenameRules;
import java.util.List;
import java.util.Optional;

/** The program that chooses and installs wheels, in one release. Releases differ in the tags and file names they know. */
public sealed interface Installer {
    DottedNumber release();

    /** @return the name on the command line */
    String program();

    /** @return how this release reads file names */
    FilenameRules filenames();

    /** @return the Requires-Python of a file decides whether this release takes it */
    boolean readsRequiresPython();

    /** @return yanked files are worse than all others (PEP 592) */
    boolean readsYanked();

    /** @return what build tags do */
    BuildTagUse buildTags();

    /** @return later releases of the same program, oldest first, one for each change of the tags that it knows */
    List<Installer> successors();

    /** @return such as {@code "pip 9.0.3"} */
    default String text() {
        return program() + " " + release();
    }

    /** @return pip, if the text is a version made of numbers */
    static Optional<Installer> pip(String release) {
        return DottedNumber.parse(release).map(Pip::new);
    }

    /** @return uv, if the text is a version made of numbers */
    static Optional<Installer> uv(String release) {
        return DottedNumber.parse(release).map(Uv::new);
    }

    record Pip(DottedNumber release) implements Installer {
        private static final int PATCH = 2;
        /** No release of pip has a number of more than three digits. */
        private static final int NUMBERS = 1_000;

        private static final DottedNumber READS_REQUIRES_PYTHON = DottedNumber.of(9, 0);
        private static final DottedNumber READS_BUILD_TAGS = DottedNumber.of(10, 0);
        private static final DottedNumber READS_YANKED = DottedNumber.of(19, 2);
        private static final DottedNumber PREFERS_TAGS_TO_BUILDS = DottedNumber.of(21, 1);
        private static final DottedNumber DROPS_LEGACY_NAMES = DottedNumber.of(25, 3);

        PipEra era() {
            return PipEra.of(release);
        }

        /** @return the release as one number, which is greater for a later release: 20.3.2 is 20003002 */
        public int number() {
            List<Integer> numbers = release.numbers();
            return (numbers.get(0) * NUMBERS + release.minor()) * NUMBERS
                    + (numbers.size() > PATCH ? numbers.get(PATCH) : 0);
        }

        @Override
        public String program() {
            return "pip";
        }

        @Override
        public FilenameRules filenames() {
            if (release.compareTo(DROPS_LEGACY_NAMES) < 0) {
                return FilenameRules.LEGACY;
            }
            return era().includes(PipEra.LINUX_FIRST) ? FilenameRules.CURRENT : FilenameRules.TAGS_UNCHECKED;
        }

        @Override
        public boolean readsRequiresPython() {
            return release.compareTo(READS_REQUIRES_PYTHON) >= 0;
        }

        @Override
        public boolean readsYanked() {
            return release.compareTo(READS_YANKED) >= 0;
        }

        @Override
        public BuildTagUse buildTags() {
            if (release.compareTo(READS_BUILD_TAGS) < 0) {
                return BuildTagUse.NONE;
            }
            return release.compareTo(PREFERS_TAGS_TO_BUILDS) < 0 ? BuildTagUse.BEFORE_TAGS : BuildTagUse.AFTER_TAGS;
        }

        @Override
        public List<Installer> successors() {
            return era().later().stream()
                    .<Installer>map(era -> new Pip(era.since()))
                    .toList();
        }
    }

    record Uv(DottedNumber release) implements Installer {
        private static final DottedNumber KNOWS_ABI3T = DottedNumber.of(0, 11, 3);

        boolean knowsAbi3t() {
            return release.compareTo(KNOWS_ABI3T) >= 0;
        }

        @Override
        public String program() {
            return "uv";
        }

        @Override
        public FilenameRules filenames() {
            return FilenameRules.LOWER_CASE;
        }

        @Override
        public boolean readsRequiresPython() {
            return true;
        }

        @Override
        public boolean readsYanked() {
            return true;
        }

        @Override
        public BuildTagUse buildTags() {
            return BuildTagUse.AFTER_TAGS;
        }

        @Override
        public List<Installer> successors() {
            return knowsAbi3t() ? List.of() : List.of(new Uv(KNOWS_ABI3T));
        }
    }
}
