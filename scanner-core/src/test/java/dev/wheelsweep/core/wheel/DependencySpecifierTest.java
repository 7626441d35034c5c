package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.wheel.DependencySpecifier.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class DependencySpecifierTest {
    private static final Map<String, Fault> FAULTY = Map.ofEntries(
            Map.entry("", Fault.BAD_NAME),
            Map.entry("-foo", Fault.BAD_NAME),
            Map.entry("foo[a b]", Fault.BAD_EXTRAS),
            Map.entry("foo[a,]", Fault.BAD_EXTRAS),
            Map.entry("foo[a", Fault.BAD_EXTRAS),
            Map.entry("foo bar", Fault.BAD_SPECIFIER),
            Map.entry("pytz (>dev)", Fault.BAD_SPECIFIER),
            Map.entry("foo (>=1", Fault.BAD_SPECIFIER),
            Map.entry("foo>=1.*", Fault.BAD_SPECIFIER),
            Map.entry("foo~=1", Fault.BAD_SPECIFIER),
            Map.entry("foo>=1,,<2", Fault.BAD_SPECIFIER),
            Map.entry("foo @", Fault.BAD_URL),
            Map.entry("foo @ https://example.org/x python_version<'3'", Fault.BAD_URL),
            Map.entry("foo; ", Fault.BAD_MARKER),
            Map.entry("foo; python<'3'", Fault.BAD_MARKER),
            Map.entry("foo; python_version<'3' and", Fault.BAD_MARKER),
            Map.entry("foo; (os_name=='posix'", Fault.BAD_MARKER));

    @Test
    void everyPartIsRead() {
        assertThat(DependencySpecifier.parse(
                        "Foo.Bar_baz [b, A] (>=1.0, !=1.5.*) ; extra == 'gpu' and os.name == \"posix\""))
                .isEqualTo(new DependencySpecifier(
                        "Foo.Bar_baz [b, A] (>=1.0, !=1.5.*) ; extra == 'gpu' and os.name == \"posix\"",
                        Optional.of(new ProjectName("foo-bar-baz")),
                        List.of("b", "A"),
                        Optional.of(">=1.0, !=1.5.*"),
                        Optional.empty(),
                        Optional.of("extra == 'gpu' and os.name == \"posix\""),
                        List.of("gpu"),
                        Optional.empty()));
        assertThat(DependencySpecifier.parse("foo @ https://example.org/a;b ; 'x' == extra or (extra!=\"y\")"))
                .extracting(DependencySpecifier::url, DependencySpecifier::specifier, DependencySpecifier::forExtras)
                .containsExactly(Optional.of("https://example.org/a;b"), Optional.empty(), List.of("x", "y"));
    }

    @Test
    void theFirstFaultIsReportedAndNothingElse() {
        FAULTY.forEach((text, fault) -> assertThat(DependencySpecifier.parse(text))
                .as(text)
                .isEqualTo(DependencySpecifier.faulty(text, fault)));
    }

    @Test
    void hostileTextsTakeLittleTime() {
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            int most = DependencySpecifier.LONGEST - 10;
            assertThat(DependencySpecifier.parse("foo; " + "(".repeat(most)).fault())
                    .contains(Fault.BAD_MARKER);
            assertThat(DependencySpecifier.parse("a-".repeat(most / 2)).fault()).contains(Fault.BAD_SPECIFIER);
            assertThat(DependencySpecifier.parse("a" + "_.".repeat(most / 2) + "\u00e9")
                            .fault())
                    .isPresent();
            assertThat(DependencySpecifier.parse("foo==" + "1.".repeat(most / 2))
                            .fault())
                    .contains(Fault.BAD_SPECIFIER);
            assertThat(DependencySpecifier.parse("x".repeat(DependencySpecifier.LONGEST + 1))
                            .fault())
                    .contains(Fault.TOO_LONG);
        });
    }
}
