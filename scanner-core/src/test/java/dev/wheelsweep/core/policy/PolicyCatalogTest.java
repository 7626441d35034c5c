package dev.wheelsweep.core.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCatalogTest {
    private static final String VALID = """
            {
              "name": "test",
              "families": [
                {
                  "libc": "glibc",
                  "policies": [
                    {"name": "manylinux_2_17", "aliases": ["manylinux2014"], "libc_version": "2.17", "architectures": ["x86_64"]},
                    {"name": "manylinux_2_28", "libc_version": "2.28", "architectures": ["x86_64"]}
                  ],
                  "versions": [
                    {"namespace": "GLIBC", "architectures": ["x86_64"], "since": {"manylinux_2_17": ["2.17"], "manylinux_2_28": ["2.18"]}},
                    {"namespace": "ZLIB", "architectures": ["x86_64"], "since": {}}
                  ],
                  "libraries": [{"since": "manylinux_2_28", "names": ["libz.so.1"]}],
                  "forbidden": [{"library": "libz.so.1", "until": "manylinux_2_17", "symbols": ["inflate_fast"]}]
                }
              ]
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void builtInSetIsNamedAfterItsContent() throws Exception {
        Path copy = folder.resolve("copy.json");
        try (InputStream resource = PolicyCatalog.class.getResourceAsStream("policies.json")) {
            Files.copy(resource, copy);
        }
        String id = PolicyCatalog.builtIn().id();
        assertThat(id).matches("auditwheel-6\\.8\\.1-[0-9a-f]{12}");
        assertThat(PolicyCatalog.load(copy).id()).isEqualTo(id);
        Files.writeString(copy, Files.readString(copy, UTF_8).replace("\"2.34\"", "\"2.35\""), UTF_8);
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> PolicyCatalog.load(copy));
        Files.writeString(copy, VALID, UTF_8);
        assertThat(PolicyCatalog.load(copy).id()).startsWith("test-").isNotEqualTo(id);
    }

    @Test
    void policiesAreOrderedAndNamed() {
        PolicyCatalog catalog = PolicyCatalog.builtIn();
        assertThat(catalog.policies(Libc.GLIBC)).hasSize(16).first().satisfies(oldest -> {
            assertThat(oldest.name()).isEqualTo("manylinux_2_5");
            assertThat(oldest.aliases()).containsExactly("manylinux1");
            assertThat(oldest.architectures()).containsExactly(Arch.I686, Arch.X86_64);
        });
        assertThat(catalog.policies(Libc.GLIBC))
                .isSortedAccordingTo((one, other) -> one.libcVersion().compareTo(other.libcVersion()));
        assertThat(catalog.policies(Libc.MUSL))
                .extracting(Policy::name)
                .containsExactly("musllinux_1_1", "musllinux_1_2");
        assertThat(catalog.policies(Libc.BIONIC))
                .extracting(Policy::name)
                .containsExactly("android_21", "android_24", "android_26", "android_27");
        assertThat(catalog.policies(Libc.NONE)).isEmpty();
    }

    @Test
    void ranksOfTheBuiltInSet() {
        PolicyLadder ladder =
                PolicyCatalog.builtIn().ladder(Libc.GLIBC, Arch.X86_64).orElseThrow();
        record Case(String version, String policy) {}
        for (Case it : List.of(
                new Case("GLIBC_2.2.5", "manylinux_2_5_x86_64"),
                new Case("GLIBC_2.17", "manylinux_2_17_x86_64"),
                new Case("GLIBC_2.25", "manylinux_2_26_x86_64"),
                new Case("GLIBC_ABI_DT_RELR", "manylinux_2_36_x86_64"),
                new Case("GLIBC_PRIVATE", "linux_x86_64"),
                new Case("GLIBC", "linux_x86_64"),
                new Case("CXXABI_FLOAT128", "manylinux_2_24_x86_64"),
                new Case("LIBATOMIC_1.0", "manylinux_2_24_x86_64"),
                new Case("GCC_4.5.0", "linux_x86_64"),
                new Case("GOMP_4.0", "manylinux_2_5_x86_64"),
                new Case("unversioned", "manylinux_2_5_x86_64"))) {
            assertThat(ladder.name(ladder.rank(new SymbolVersion(it.version()))))
                    .as(it.version())
                    .isEqualTo(it.policy());
        }
        assertThat(ladder.name(ladder.rank("libexpat.so.1"))).isEqualTo("manylinux_2_12_x86_64");
        assertThat(ladder.rank("ld-linux-x86-64.so.2")).isZero();
        assertThat(ladder.rank("libfoo.so")).isEqualTo(ladder.linux());
        assertThat(ladder.name(ladder.forbidden("libz.so.1").get("uncompress2")))
                .isEqualTo("manylinux_2_34_x86_64");
    }

    /** A named text that breaks one thing in the valid file. */
    private record Broken(String what, String old, String now, String message) {}

    @Test
    void refusesContradictionsWithTheirPlace() throws Exception {
        PolicyCatalog.parse("p.json", VALID.getBytes(UTF_8));
        for (Broken it : List.of(
                new Broken(
                        "order",
                        "\"2.28\", \"arch",
                        "\"2.9\", \"arch",
                        "line 8, column 18: manylinux_2_28 follows manylinux_2_17, but its libc_version 2.9 is not above 2.17"),
                new Broken(
                        "a version granted twice",
                        "[\"2.18\"]",
                        "[\"2.17\"]",
                        "line 11, column 118: GLIBC_2.17 is listed twice for x86_64"),
                new Broken("a library granted twice", "[\"libz.so.1\"]", "[\"a\", \"a\"]", "a is listed twice"),
                new Broken(
                        "unknown policy",
                        "\"since\": \"manylinux_2_28\"",
                        "\"since\": \"manylinux_2_29\"",
                        "unknown policy \"manylinux_2_29\""),
                new Broken(
                        "unknown architecture",
                        "\"ZLIB\", \"architectures\": [\"x86_64\"]",
                        "\"ZLIB\", \"architectures\": [\"mips\"]",
                        "no policy of the family is for mips"),
                new Broken("unknown field", "\"until\"", "\"untill\"", "unknown field \"untill\""),
                new Broken("missing field", "\"name\": \"test\",", "", "the field \"name\" is missing"),
                new Broken(
                        "C library",
                        "\"glibc\"",
                        "\"uclibc\"",
                        "unknown C library \"uclibc\", expected one of [glibc, musl, bionic]"),
                new Broken("version", "\"2.17\", \"arch", "\"2.x\", \"arch", "\"2.x\" is no version such as 2.17"),
                new Broken("name of the set", "\"test\"", "\"../up\"", "a name, which becomes a folder's name"),
                new Broken(
                        "name of a policy",
                        "\"name\": \"manylinux_2_28\"",
                        "\"name\": \"Many-Linux\"",
                        "\"Many-Linux\" cannot be the beginning of a platform tag"),
                new Broken("type", "[\"inflate_fast\"]", "\"inflate_fast\"", "expected an array"),
                new Broken("number", "\"2.18\"", "2.18", "expected an object, an array or a string"),
                new Broken("duplicate field", "\"until\"", "\"library\"", "no JSON: Duplicate field 'library'"),
                new Broken("truncated", VALID.substring(200), "", "no JSON: Unexpected end-of-input"),
                new Broken("trailing", VALID, VALID + "{}", "something follows the first value"),
                new Broken("empty", VALID, "", "the file is empty"),
                new Broken("not JSON", VALID, "policies:", "no JSON: Unrecognized token 'policies'"),
                new Broken("nesting", VALID, "[".repeat(10_000), "no JSON: Document nesting depth (17) exceeds"))) {
            assertThat(VALID).as(it.what()).contains(it.old());
            byte[] text = VALID.replace(it.old(), it.now()).getBytes(UTF_8);
            FormatException bad =
                    catchThrowableOfType(FormatException.class, () -> PolicyCatalog.parse("p.json", text));
            assertThat(bad).as(it.what()).isNotNull();
            assertThat(bad.format()).isEqualTo(Format.POLICY);
            assertThat(bad.reason()).isEqualTo(Reason.BAD_POLICY);
            assertThat(bad.detail()).as(it.what()).startsWith("p.json, line ").contains(it.message());
        }
    }

    @Test
    void theOffsetIsThatOfTheWrongValue() {
        byte[] text = VALID.replace("\"glibc\"", "\"uclibc\"").getBytes(UTF_8);
        FormatException bad = catchThrowableOfType(FormatException.class, () -> PolicyCatalog.parse("p.json", text));
        assertThat(bad.offset()).isEqualTo(new String(text, UTF_8).indexOf("\"uclibc\""));
    }

    @Test
    void noVersionIsGrantedOfANamespaceWithoutVersions() throws FormatException {
        PolicyLadder ladder = PolicyCatalog.parse("p.json", VALID.getBytes(UTF_8))
                .ladder(Libc.GLIBC, Arch.X86_64)
                .orElseThrow();
        assertThat(ladder.rank(new SymbolVersion("ZLIB_1.2.0"))).isEqualTo(ladder.linux());
        assertThat(ladder.name(ladder.forbidden("libz.so.1").get("inflate_fast")))
                .isEqualTo("manylinux_2_28_x86_64");
    }

    @Test
    void aMissingFileIsAnIoError() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> PolicyCatalog.load(folder.resolve("none.json")));
    }

    @Test
    void muslSymbolsOfLaterReleases() throws IOException {
        PolicyLadder musl =
                PolicyCatalog.builtIn().ladder(Libc.MUSL, Arch.X86_64).orElseThrow();
        assertThat(musl.since("qsort_r")).map(Object::toString).isEqualTo(Optional.of("1.2.3"));
        assertThat(musl.since("printf")).isEmpty();
    }

    @Test
    void muslSymbolsThatNoReleaseHas() throws IOException {
        PolicyLadder musl =
                PolicyCatalog.builtIn().ladder(Libc.MUSL, Arch.X86_64).orElseThrow();
        assertThat(List.of("printf", "statx", "open64")).noneMatch(musl::lacks);
        assertThat(List.of("__memcpy_chk", "gnu_get_libc_version")).allMatch(musl::isAnotherLibcs);
        assertThat(musl.lacks("foo")).isTrue();
        assertThat(musl.isAnotherLibcs("foo")).isFalse();
        PolicyLadder glibc =
                PolicyCatalog.builtIn().ladder(Libc.GLIBC, Arch.X86_64).orElseThrow();
        assertThat(glibc.lacks("foo")).as("a family without symbols").isFalse();
    }
}
