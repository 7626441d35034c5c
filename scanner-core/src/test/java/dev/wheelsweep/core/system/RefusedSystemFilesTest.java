package dev.wheelsweep.core.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedSystemFilesTest {
    private static final String VALID = """
            {"sources": [{"what": "all", "source": "test", "date": "2026"}],
             "systems": [
              {"id": "mine:1", "name": "Mine", "libc": "glibc", "libc_version": "2.28",
               "released": "2019-01-01", "end": "2029-01-01", "extended_end": "2033-01-01",
               "python": "3.6", "pip": "9.0.3", "kernel": "4.18", "baselines": ["manylinux_2_28"],
               "layout": "lib64", "usr": ["libstdc++.so.6"], "libraries": ["libstdc++.so.6"],
               "architectures": [
                {"names": ["x86_64"], "GLIBC": "2.28", "GLIBCXX": "3.4.25", "GCC": "7.0.0",
                 "also": {"libc.so.6": ["GLIBC_2.29"]}}]},
              {"id": "mine:2", "name": "Mine", "libc": "glibc", "libc_version": "2.37", "layout": "lib64",
               "architectures": [{"names": ["x86_64"], "GLIBC": "2.36", "GLIBCXX": "3.4.26", "GCC": "12.0.0"}]}]}
            """;

    /** A named text that breaks one thing in the valid file. */
    private record Broken(String what, String old, String now, String message) {}

    @Test
    void aContradictionIsRefusedWithItsPlaceAndItsRemedy() throws FormatException {
        SystemCatalog.builtIn().with("s.json", VALID.getBytes(UTF_8));
        for (Broken it : List.of(
                new Broken(
                        "a glibc that goes back",
                        "\"2.37\"",
                        "\"2.27\"",
                        "line 11, column 53: the highest version of glibc 2.27 on x86_64 is GLIBC_2.27, not GLIBC_2.36"),
                new Broken(
                        "an older glibc in a newer release",
                        "\"libc_version\": \"2.37\", \"layout\": \"lib64\",\n   \"architectures\": [{\"names\": [\"x86_64\"], \"GLIBC\": \"2.36\"",
                        "\"libc_version\": \"2.27\", \"layout\": \"lib64\",\n   \"architectures\": [{\"names\": [\"x86_64\"], \"GLIBC\": \"2.27\"",
                        "mine:2 follows mine:1, but has glibc 2.27 after 2.28; list the oldest release first"),
                new Broken(
                        "an older libstdc++ in a newer release",
                        "3.4.26",
                        "3.4.24",
                        "mine:2 follows mine:1, but has GLIBCXX on x86_64 3.4.24 after 3.4.25"),
                new Broken(
                        "a version of glibc that its release does not have",
                        "\"GLIBC\": \"2.36\"",
                        "\"GLIBC\": \"2.37\"",
                        "the highest version of glibc 2.37 on x86_64 is GLIBC_2.36, not GLIBC_2.37"),
                new Broken(
                        "an architecture that this glibc does not have",
                        "[\"x86_64\"], \"GLIBC\": \"2.28\"",
                        "[\"loongarch64\"]",
                        "there is no glibc 2.28 for loongarch64"),
                new Broken(
                        "a version that no libgcc_s has",
                        "\"7.0.0\"",
                        "\"7.1.0\"",
                        "no library on x86_64 has GCC_7.1.0; give the highest version that its libraries define"),
                new Broken(
                        "an addition that never exists",
                        "\"GLIBC_2.29\"",
                        "\"GLIBC_2.19\"",
                        "libc.so.6 never has GLIBC_2.19 on x86_64"),
                new Broken(
                        "an addition that is there",
                        "\"GLIBC_2.29\"",
                        "\"GLIBC_2.27\"",
                        "libc.so.6 has GLIBC_2.27 anyway; remove it"),
                new Broken(
                        "a library of glibc",
                        "\"libraries\": [\"libstdc++.so.6\"]",
                        "\"libraries\": [\"libm.so.6\"]",
                        "libm.so.6 belongs to glibc, which has it anyway; remove it"),
                new Broken("an id twice", "mine:2", "mine:1", "a second system \"mine:1\"; remove one of them"),
                new Broken("an id without release", "mine:2", "mine", "\"mine\" is no id such as rhel:8"),
                new Broken("an id in capitals", "mine:2", "Mine:2", "\"Mine:2\" is no id such as rhel:8"),
                new Broken(
                        "C library",
                        "\"libc\": \"glibc\", \"libc_version\": \"2.28\"",
                        "\"libc\": \"bionic\", \"libc_version\": \"2.28\"",
                        "unknown C library \"bionic\", expected one of [glibc, musl]"),
                new Broken(
                        "layout", "\"layout\": \"lib64\",\n", "\"layout\": \"lib32\",\n", "unknown layout \"lib32\""),
                new Broken(
                        "architecture",
                        "[\"x86_64\"], \"GLIBC\": \"2.28\"",
                        "[\"amd64\"], \"GLIBC\": \"2.28\"",
                        "unknown architecture \"amd64\", expected one of [x86_64, i686, aarch64"),
                new Broken(
                        "an architecture twice",
                        "[\"x86_64\"], \"GLIBC\": \"2.28\"",
                        "[\"x86_64\", \"x86_64\"], \"GLIBC\": \"2.28\"",
                        "a second entry for x86_64; remove one of them"),
                new Broken("version", "\"4.18\"", "\"4.x\"", "\"4.x\" is no version such as 2.17"),
                new Broken("day", "2029-01-01", "2029-02-30", "\"2029-02-30\" is no day such as 2029-05-31"),
                new Broken(
                        "end before release",
                        "\"end\": \"2029-01-01\"",
                        "\"end\": \"2018-01-01\"",
                        "end 2018-01-01 is before released 2019-01-01"),
                new Broken(
                        "extended end before end",
                        "2033-01-01",
                        "2028-01-01",
                        "extended_end 2028-01-01 is before end 2029-01-01"),
                new Broken("pip without Python", "\"python\": \"3.6\", ", "", "\"pip\" without \"python\""),
                new Broken("unknown field", "\"kernel\"", "\"kernal\"", "unknown field \"kernal\""),
                new Broken("unknown namespace", "\"GCC\": \"7.0.0\"", "\"GCX\": \"7\"", "unknown field \"GCX\""),
                new Broken("missing field", "\"name\": \"Mine\", ", "", "the field \"name\" is missing"),
                new Broken("number", "\"4.18\"", "4.18", "expected an object, an array or a string"),
                new Broken("empty", VALID, "", "the file is empty"),
                new Broken("not JSON", VALID, "systems:", "no JSON: Unrecognized token 'systems'"))) {
            assertThat(VALID).as(it.what()).contains(it.old());
            byte[] text = VALID.replace(it.old(), it.now()).getBytes(UTF_8);
            FormatException bad = catchThrowableOfType(
                    FormatException.class, () -> SystemCatalog.builtIn().with("s.json", text));
            assertThat(bad).as(it.what()).isNotNull();
            assertThat(bad.format()).isEqualTo(Format.SYSTEMS);
            assertThat(bad.reason()).isEqualTo(Reason.BAD_SYSTEMS);
            assertThat(bad.detail()).as(it.what()).startsWith("s.json, line ").contains(it.message());
        }
    }

    @Test
    void theOffsetIsThatOfTheWrongValue() {
        byte[] text = VALID.replace("\"4.18\"", "\"4.x\"").getBytes(UTF_8);
        FormatException bad = catchThrowableOfType(
                FormatException.class, () -> SystemCatalog.builtIn().with("s.json", text));
        assertThat(bad.offset()).isEqualTo(new String(text, UTF_8).indexOf("\"4.x\""));
    }
}
