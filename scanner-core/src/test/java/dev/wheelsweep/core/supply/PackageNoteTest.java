package dev.wheelsweep.core.supply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageNoteTest {
    @Test
    void everyWellKnownKeyIsReadAndOthersAreSkipped() {
        PackageNote note = PackageNote.parse("""
                {"type":"rpm","os":"fedora","osVersion":"40","name":"zlib-ng","version":"2.1.7-1.fc40",
                 "architecture":"x86_64","osCpe":"cpe:/o:fedoraproject:fedora:40","debugInfoUrl":"https://HOST/",
                 "vendor":{"name":["x",1,null,{"version":true}]},"number":-1.5e3}""");

        assertThat(note.fault()).isEmpty();
        assertThat(note.type()).contains("rpm");
        assertThat(note.os()).contains("fedora");
        assertThat(note.osVersion()).contains("40");
        assertThat(note.name()).contains("zlib-ng");
        assertThat(note.version()).contains("2.1.7-1.fc40");
        assertThat(note.architecture()).contains("x86_64");
        assertThat(note.osCpe()).contains("cpe:/o:fedoraproject:fedora:40");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                               | not a JSON object",
                "`[{\"name\":\"a\"}]`         | not a JSON object",
                "`\"name\"`                     | not a JSON object",
                "`{\"name\":7}`                 | \"name\" is no string",
                "`{\"name\":[\"a\"]}`         | \"name\" is no string",
                "`{\"name\":\"a\"} {}`        | something follows the first value",
                "`{\"name\":\"a\",\"name\":\"b\"}` | no JSON: Duplicate field 'name'",
                "`{\"name\":\"a\"`            | no JSON: Unexpected end-of-input",
                "`{\"name\":\"a\u0001b\"}`   | no JSON: Illegal unquoted character",
                "`{name:\"a\"}`                 | no JSON: Unexpected character",
            })
    void aBadNoteIsAFaultAndNothingElse(String text, String fault) {
        PackageNote note = PackageNote.parse(text);

        assertThat(note.fault())
                .hasValueSatisfying(problem -> assertThat(problem).startsWith(fault));
        assertThat(note.name()).isEmpty();
    }

    @Test
    void deepNestingIsAFault() {
        assertThat(PackageNote.parse("{\"x\":" + "[".repeat(100_000)).fault()).isPresent();
    }
}
