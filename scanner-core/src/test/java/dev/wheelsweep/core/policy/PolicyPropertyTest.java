package dev.wheelsweep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.wheel.PlatformTag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Properties of judgements of random wheels. */
class PolicyPropertyTest {
    private static final int ROUNDS = 500;
    private static final int FILES = 5;
    private static final PolicyEngine ENGINE = new PolicyEngine(PolicyCatalog.builtIn());

    private static final List<String> NAMES = List.of(
            "linux_x86_64",
            "manylinux_2_17_x86_64.manylinux2014_x86_64",
            "manylinux_2_29_x86_64",
            "manylinux_2_44_x86_64",
            "manylinux_2_28_aarch64.manylinux_2_28_x86_64",
            "musllinux_1_1_x86_64",
            "manylinux_2_17_x86_64.musllinux_1_2_x86_64",
            "android_24_x86_64",
            "any");
    private static final List<String> VERSIONS = List.of(
            "GLIBC_2.2.5",
            "GLIBC_2.17",
            "GLIBC_2.25",
            "GLIBC_2.29",
            "GLIBC_2.34",
            "GLIBC_2.43",
            "GLIBC_ABI_DT_RELR",
            "GLIBC_PRIVATE",
            "GLIBCXX_3.4.19",
            "GLIBCXX_3.4.30",
            "CXXABI_FLOAT128",
            "GCC_4.5.0",
            "ZLIB_1.2.9",
            "FOO_1");
    private static final List<String> LIBRARIES = List.of(
            "libc.so.6",
            "libz.so.1",
            "libmvec.so.1",
            "libexpat.so.1",
            "libpython3.12.so.1.0",
            "ld-linux-x86-64.so.2",
            "libfoo.so",
            "lib0.so",
            "lib1.so",
            "lib2.so",
            "lib3.so",
            "libc.musl-x86_64.so.1",
            "libc.so");
    private static final List<String> SYMBOLS =
            List.of("inflate_fast", "uncompress2", "gettid", "statx", "PyFPE_jbuf", "PyUnicodeUCS2_Format", "printf");
    private static final List<String> SEARCH_PATHS = List.of("$ORIGIN", "$ORIGIN/..:/usr/lib", "/opt", "");

    @Test
    void theOrderOfFilesDoesNotMatter() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Binary> files = files(random);
            String name = name(random);
            Judgement judgement = ENGINE.judge(BinaryBuilder.wheel(name, files));
            Collections.shuffle(files, random);
            assertThat(ENGINE.judge(BinaryBuilder.wheel(name, files)))
                    .as("seed %d", seed)
                    .isEqualTo(judgement);
        }
    }

    /** Another needed library can change which files are top-level, so only other requirements are added. */
    @Test
    void anotherRequirementNeverMakesTheAnswerOlder() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String name = name(random);
            List<Builder> builders = builders(random);
            Judgement before = ENGINE.judge(BinaryBuilder.wheel(name, build(builders)));
            Builder more = builders.get(random.nextInt(builders.size()));
            switch (random.nextInt(4)) {
                case 0 -> more.file().version("libc.so.6", pick(VERSIONS, random));
                case 1 -> more.file().imports(pick(SYMBOLS, random));
                case 2 -> more.file().isa("x86-64-v2");
                default -> more.file().needed("libbar.so");
            }
            Judgement after = ENGINE.judge(BinaryBuilder.wheel(name, build(builders)));
            requireNotLooser("seed %d".formatted(seed), before, after);
        }
    }

    private static void requireNotLooser(String seed, Judgement before, Judgement after) {
        assertThat(after.policies()).as(seed).isEqualTo(before.policies());
        assertThat(rank(after, after.policy().orElse("")))
                .as(seed)
                .isGreaterThanOrEqualTo(rank(before, before.policy().orElse("")));
        for (int axis = 0; axis < before.axes().size(); axis++) {
            assertThat(rank(after, after.axes().get(axis).policy()))
                    .as("%s %s", seed, before.axes().get(axis).axis())
                    .isGreaterThanOrEqualTo(rank(before, before.axes().get(axis).policy()));
        }
        for (int claim = 0; claim < before.claims().size(); claim++) {
            if (before.claims().get(claim).standing() == Claim.Standing.VIOLATED) {
                assertThat(after.claims().get(claim).standing()).as(seed).isEqualTo(Claim.Standing.VIOLATED);
            }
        }
        if (before.verdict() == Verdict.OVERCLAIMS) {
            assertThat(after.verdict()).as(seed).isEqualTo(Verdict.OVERCLAIMS);
        }
    }

    /** What one file needs is hidden: nothing looks clean, and what is called a violation is one. */
    @Test
    void aHiddenFileHidesCleanVerdictsAndInventsNoViolation() {
        int proven = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String name = name(random);
            List<Binary> files = files(random);
            Judgement whole = ENGINE.judge(BinaryBuilder.wheel(name, files));
            Binary hidden = files.remove(random.nextInt(files.size()));
            Subject rest = BinaryBuilder.wheel(name, files);
            Judgement part = ENGINE.judge(new Subject(
                    rest.name(),
                    rest.distInfo(),
                    rest.binaries(),
                    List.of(new Subject.Unread(hidden.path(), Reason.CRC_MISMATCH))));

            assertThat(part.verdict()).as("seed %d", seed).isIn(Verdict.UNKNOWN, Verdict.OVERCLAIMS);
            for (int claim = 0; claim < whole.claims().size(); claim++) {
                Claim.Standing standing = part.claims().get(claim).standing();
                assertThat(standing).as("seed %d", seed).isNotEqualTo(Claim.Standing.SATISFIED);
                if (standing == Claim.Standing.VIOLATED) {
                    proven++;
                    assertThat(needs(whole.claims().get(claim)))
                            .as("seed %d %s", seed, name)
                            .containsAll(needs(part.claims().get(claim)));
                }
            }
        }
        assertThat(proven).isGreaterThan(ROUNDS / 10);
    }

    /** Without the advice where a library is. */
    private static List<List<Object>> needs(Claim claim) {
        return claim.violations().stream()
                .map(need -> List.<Object>of(need.axis(), need.file(), need.library(), need.version(), need.symbols()))
                .toList();
    }

    private static int rank(Judgement judgement, String policy) {
        return judgement.policies().indexOf(policy);
    }

    @Test
    void theAnswerIsTheWorstAxisAndHasEvidence() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            Judgement judgement = ENGINE.judge(BinaryBuilder.wheel(name(random), files(random)));
            int worst = judgement.axes().stream()
                    .mapToInt(axis -> rank(judgement, axis.policy()))
                    .max()
                    .orElse(-1);
            assertThat(rank(judgement, judgement.policy().orElse("none")))
                    .as("seed %d", seed)
                    .isEqualTo(worst);
            for (AxisResult axis : judgement.axes()) {
                int evidence = axis.evidence().stream()
                        .mapToInt(it -> rank(judgement, it.policy()))
                        .max()
                        .orElse(0);
                assertThat(evidence).as("seed %d %s", seed, axis.axis()).isEqualTo(rank(judgement, axis.policy()));
            }
        }
    }

    /** A wheel that keeps a tag also keeps every newer tag of the same kind. */
    @Test
    void aNewerTagPromisesNoLess() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Binary> files = files(random);
            int minor = 5 + random.nextInt(45);
            String tags = "manylinux_2_%d_x86_64.manylinux_2_%d_x86_64".formatted(minor, minor + 1 + random.nextInt(5));
            List<Claim> claims = ENGINE.judge(BinaryBuilder.wheel("p-1-cp312-cp312-" + tags + ".whl", files))
                    .claims();
            if (claims.get(0).standing() == Claim.Standing.SATISFIED) {
                assertThat(claims.get(1).standing())
                        .as("seed %d %s", seed, tags)
                        .isEqualTo(Claim.Standing.SATISFIED);
            }
        }
    }

    /** Answer and claims agree: a wheel renamed to its answer keeps that tag, and does not keep the next older one. */
    @Test
    void theAnswerIsTheOldestTagThatIsKept() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Binary> files = build(builders(random)).stream()
                    .filter(file -> LibcEvidence.of(file).isPresent())
                    .toList();
            Judgement judgement = ENGINE.judge(BinaryBuilder.wheel("p-1-cp312-cp312-manylinux_2_17_x86_64.whl", files));
            if (judgement.policy().isPresent()) {
                int answer = rank(judgement, judgement.policy().get());
                for (int rank = 0; rank < judgement.policies().size(); rank++) {
                    Claim claim = ENGINE.judge(BinaryBuilder.wheel(
                                    "p-1-cp312-cp312-" + judgement.policies().get(rank) + ".whl", files))
                            .claims()
                            .get(0);
                    assertThat(PlatformTag.parse(judgement.policies().get(rank)))
                            .isEqualTo(claim.tag());
                    assertThat(claim.standing() == Claim.Standing.SATISFIED)
                            .as("seed %d %s of %s", seed, claim.tag().text(), judgement.policy())
                            .isEqualTo(rank >= answer);
                }
            }
        }
    }

    private record Builder(BinaryBuilder file) {}

    private static String name(Random random) {
        return "p-1-cp312-cp312-" + pick(NAMES, random) + ".whl";
    }

    private static List<Binary> files(Random random) {
        return build(builders(random));
    }

    private static List<Binary> build(List<Builder> builders) {
        return new ArrayList<>(builders.stream().map(it -> it.file().build()).toList());
    }

    private static List<Builder> builders(Random random) {
        return IntStream.range(0, 1 + random.nextInt(FILES))
                .mapToObj(number -> new Builder(file(number, random)))
                .toList();
    }

    private static BinaryBuilder file(int number, Random random) {
        String folder = pick(List.of("", "p/", "p.libs/", "p-1.data/scripts/"), random);
        BinaryBuilder file = random.nextBoolean()
                ? BinaryBuilder.library(folder + "lib" + number + ".so")
                : BinaryBuilder.extension(folder + "_x" + number + ".so");
        for (int i = random.nextInt(4); i > 0; i--) {
            file.needed(pick(LIBRARIES, random));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            file.version("libc.so.6", pick(VERSIONS, random), pick(SYMBOLS, random));
        }
        if (random.nextInt(8) == 0) {
            file.imports(pick(SYMBOLS, random));
        }
        if (random.nextInt(3) == 0) {
            file.rpath(pick(SEARCH_PATHS, random));
        }
        if (random.nextInt(3) == 0) {
            file.runpath(pick(SEARCH_PATHS, random));
        }
        return random.nextInt(8) == 0 ? file.arch(Arch.AARCH64) : file;
    }

    private static <T> T pick(List<T> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
