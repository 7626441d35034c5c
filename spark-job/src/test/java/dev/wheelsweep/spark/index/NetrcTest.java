package dev.wheelsweep.spark.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetrcTest {
    private static final String FILE = """
            # machine commented.example login no password no
            machine a.example login alice password p1
            machine b.example
                login "bob smith"
                account ignored
                password "with \\"quotes\\" and #"
            macdef init
            machine macro.example login no password no

            machine c.example password #hash login carol
            machine a.example login second password second
            machine
            """;

    @Test
    void everyMachineHasItsFirstLogin() {
        Netrc netrc = Netrc.parse(FILE);
        assertThat(netrc.of("a.example")).contains(new Netrc.Login("alice", "p1"));
        assertThat(netrc.of("b.example")).contains(new Netrc.Login("bob smith", "with \"quotes\" and #"));
        assertThat(netrc.of("c.example")).contains(new Netrc.Login("carol", "#hash"));
        for (String other : new String[] {"commented.example", "macro.example", "unknown.example"}) {
            assertThat(netrc.of(other)).as(other).isEmpty();
        }
        assertThat(Netrc.parse(FILE + " x default login anonymous password none")
                        .of("unknown.example"))
                .contains(new Netrc.Login("anonymous", "none"));
    }

    @Test
    void theAddressOutranksTheFileAndTextsShowNothing() throws URISyntaxException {
        Netrc netrc = Netrc.parse("machine h.example login file password pw");
        Credentials credentials = Credentials.of(Address.given("https://given:pw@h.example/simple/"), netrc);
        Map<String, Optional<String>> expected = Map.of(
                "https://h.example/x", Optional.of("Basic Z2l2ZW46cHc="),
                "http://h.example/x", Optional.of("Basic ZmlsZTpwdw=="),
                "https://other.example/", Optional.empty());
        for (Map.Entry<String, Optional<String>> each : expected.entrySet()) {
            assertThat(credentials.of(Address.parse(each.getKey())))
                    .as(each.getKey())
                    .isEqualTo(each.getValue());
        }
        assertThat(credentials + " " + netrc + " " + netrc.of("h.example") + HttpAccess.POLITE.with(credentials))
                .doesNotContain("pw", "given", "Basic");
    }
}
