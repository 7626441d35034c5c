package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.wheel.DependencySpecifier.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one dependency specifier by the grammar of PEP 508, as packaging does it. */
final class DependencyParser {
    /** As in packaging: deeper markers are no markers. */
    private static final int DEEPEST_MARKER = 200;

    private static final String NO_WORD = "(?![\\p{L}\\p{N}_])";
    private static final Pattern SPACE = Pattern.compile("[ \\t]*+");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?" + NO_WORD);
    private static final Pattern URL = Pattern.compile("[^\\s\\p{Z}]++");
    private static final Pattern SPECIFIERS = Pattern.compile("[^;)]*+");

    private static final String RELEASE = "\\s*+v?+(?:[0-9]++!)?+[0-9]++";
    private static final String SUFFIXES = "(?:[-_.]?+(?:alpha|beta|preview|pre|a|b|c|rc)[-_.]?+[0-9]*+)?+"
            + "(?:-[0-9]++|[-_.]?+(?:post|rev|r)[-_.]?+[0-9]*+)?+(?:[-_.]?+dev[-_.]?+[0-9]*+)?+";
    /** One clause of PEP 440, with the operators that each spelling of a version allows. */
    private static final Pattern CLAUSE = Pattern.compile(
            "===\\s*+[^\\s;)]++"
                    + "|(?:==|!=)" + RELEASE + "(?:\\.[0-9]++)*+(?:\\.\\*|" + SUFFIXES
                    + "(?:\\+[a-z0-9]++(?:[-_.][a-z0-9]++)*+)?+)"
                    + "|~=" + RELEASE + "(?:\\.[0-9]++)++" + SUFFIXES
                    + "|(?:<=|>=|<|>)" + RELEASE + "(?:\\.[0-9]++)*+" + SUFFIXES,
            Pattern.CASE_INSENSITIVE);

    private static final Pattern EXTRA = Pattern.compile("extras?" + NO_WORD);
    private static final Pattern VARIABLE = Pattern.compile("(?:python_version|python_full_version|os[._]name"
            + "|sys[._]platform|platform_release|platform_system|platform[._]version|platform[._]machine"
            + "|platform[._]python_implementation|python_implementation|implementation_name|implementation_version"
            + "|extras?|dependency_groups)" + NO_WORD);
    private static final Pattern QUOTED = Pattern.compile("'([^']*+)'|\"([^\"]*+)\"");
    private static final Pattern OPERATOR =
            Pattern.compile("===|==|~=|!=|<=|>=|<|>|in" + NO_WORD + "|not[ \\t]++in" + NO_WORD);
    private static final Pattern AND_OR = Pattern.compile("(?:and|or)" + NO_WORD);

    private final String text;
    private final Matcher input;
    private final List<String> extras = new ArrayList<>();
    private final List<String> forExtras = new ArrayList<>();
    private Optional<String> specifier = Optional.empty();
    private Optional<String> url = Optional.empty();
    private Optional<String> marker = Optional.empty();
    private int at;

    DependencyParser(String text) {
        this.text = text;
        this.input = SPACE.matcher(text).useTransparentBounds(true);
    }

    DependencySpecifier parse() {
        space();
        Optional<String> name = take(IDENTIFIER);
        if (name.isEmpty()) {
            return DependencySpecifier.faulty(text, Fault.BAD_NAME);
        }
        space();
        return rest().map(fault -> DependencySpecifier.faulty(text, fault))
                .orElseGet(() -> new DependencySpecifier(
                        text, name.map(ProjectName::of), extras, specifier, url, marker, forExtras, Optional.empty()));
    }

    /** Reads what follows the name. @return what is wrong with it */
    private Optional<Fault> rest() {
        if (skip('[') && !extras()) {
            return Optional.of(Fault.BAD_EXTRAS);
        }
        space();
        if (skip('@')) {
            space();
            url = take(URL);
            boolean ends = text.length() == at;
            if (url.isEmpty() || (space() == 0 && !ends)) {
                return Optional.of(Fault.BAD_URL);
            }
        } else if (!specifiers()) {
            return Optional.of(Fault.BAD_SPECIFIER);
        }
        if (at == text.length()) {
            return Optional.empty();
        }
        if (!skip(';')) {
            return Optional.of(url.isPresent() ? Fault.BAD_URL : Fault.BAD_SPECIFIER);
        }
        marker = Optional.of(text.substring(at).strip());
        return marker(0) && at == text.length() ? Optional.empty() : Optional.of(Fault.BAD_MARKER);
    }

    private boolean extras() {
        space();
        Optional<String> extra = take(IDENTIFIER);
        while (extra.isPresent()) {
            extras.add(extra.get());
            space();
            if (!skip(',')) {
                break;
            }
            space();
            extra = take(IDENTIFIER);
            if (extra.isEmpty()) {
                return false;
            }
        }
        space();
        return skip(']');
    }

    /** A comma at the end is allowed. */
    private boolean specifiers() {
        boolean isInParentheses = skip('(');
        String all = take(SPECIFIERS).orElseThrow().strip();
        if (isInParentheses) {
            if (!skip(')')) {
                return false;
            }
            space();
        }
        if (all.isEmpty()) {
            return true;
        }
        specifier = Optional.of(all);
        String[] clauses = all.split(",", -1);
        for (int i = 0; i < clauses.length; i++) {
            String clause = clauses[i].strip();
            boolean isEnd = i > 0 && i == clauses.length - 1 && clause.isEmpty();
            if (!isEnd && !CLAUSE.matcher(clause).matches()) {
                return false;
            }
        }
        return true;
    }

    private boolean marker(int depth) {
        do {
            space();
            if (skip('(')) {
                if (depth == DEEPEST_MARKER || !marker(depth + 1) || !skip(')')) {
                    return false;
                }
            } else if (!comparison()) {
                return false;
            }
            space();
        } while (take(AND_OR).isPresent());
        return true;
    }

    private boolean comparison() {
        int start = at;
        boolean isOfExtra = take(EXTRA).isPresent();
        at = start;
        boolean isComplete = operand();
        Optional<String> left = quoted(start);
        space();
        isComplete = isComplete && take(OPERATOR).isPresent();
        space();
        int second = at;
        isOfExtra |= take(EXTRA).isPresent();
        at = second;
        isComplete = isComplete && operand();
        if (isOfExtra) {
            left.or(() -> quoted(second)).ifPresent(forExtras::add);
        }
        return isComplete;
    }

    private boolean operand() {
        return take(VARIABLE).isPresent() || take(QUOTED).isPresent();
    }

    /** @return the text between the quotes there */
    private Optional<String> quoted(int from) {
        Matcher quotes = QUOTED.matcher(text).region(from, text.length());
        return quotes.lookingAt() ? Optional.of(text.substring(from + 1, quotes.end() - 1)) : Optional.empty();
    }

    /** @return how many characters were skipped */
    private int space() {
        return take(SPACE).orElseThrow().length();
    }

    private boolean skip(char expected) {
        boolean isThere = at < text.length() && text.charAt(at) == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private Optional<String> take(Pattern token) {
        input.usePattern(token).region(at, text.length());
        if (!input.lookingAt()) {
            return Optional.empty();
        }
        at = input.end();
        return Optional.of(input.group());
    }
}
