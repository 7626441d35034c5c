package dev.wheelsweep.spark.index;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user's file of names and passwords, as ftp(1) and curl read it.
 *
 * <pre>
 *   machine pypi.example login alice password secret
 *   default login anonymous password none
 * </pre>
 */
record Netrc(HashMap<String, Netrc.Login> machines) implements Serializable {
    static final Netrc EMPTY = new Netrc(new HashMap<>());

    private static final String FILE = ".netrc";
    private static final String DEFAULT = "";

    /** A quoted or a plain word, a comment, or a macro up to its empty line. */
    private static final Pattern TOKEN =
            Pattern.compile("(?m)^macdef\\b(?s:.*?)(?:\\n\\s*\\n|\\z)|^\\h*+#.*$|\"((?:[^\"\\\\]|\\\\.)*+)\"|(\\S++)");

    /** A name and a password. */
    record Login(String user, String password) implements Serializable {
        @Override
        public String toString() {
            return "login";
        }
    }

    /** @return the file in the user's home folder; empty if there is none that can be read, such as a pipe */
    static Netrc ofUser() {
        Path file = Path.of(System.getProperty("user.home"), FILE);
        try {
            return Files.isRegularFile(file) && Files.isReadable(file)
                    ? parse(Files.readString(file, StandardCharsets.UTF_8))
                    : EMPTY;
        } catch (IOException unreadable) {
            return EMPTY;
        }
    }

    static Netrc parse(String text) {
        HashMap<String, Login> machines = new HashMap<>();
        Iterator<String> words = words(text).iterator();
        Optional<String> machine = Optional.empty();
        String user = "";
        String password = "";
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "machine", "default" -> {
                    keep(machines, machine, user, password);
                    machine = word.equals("default")
                            ? Optional.of(DEFAULT)
                            : Optional.of(next(words)).filter(name -> !name.isEmpty());
                    user = "";
                    password = "";
                }
                case "login" -> user = next(words);
                case "password" -> password = next(words);
                case "account" -> next(words);
                default -> {}
            }
        }
        keep(machines, machine, user, password);
        return new Netrc(machines);
    }

    private static void keep(HashMap<String, Login> machines, Optional<String> machine, String user, String password) {
        machine.ifPresent(name -> machines.putIfAbsent(name, new Login(user, password)));
    }

    private static String next(Iterator<String> words) {
        return words.hasNext() ? words.next() : "";
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group(1) != null) {
                words.add(token.group(1).replaceAll("\\\\(.)", "$1"));
            } else if (token.group(2) != null) {
                words.add(token.group(2));
            }
        }
        return words;
    }

    Optional<Login> of(String host) {
        return Optional.ofNullable(machines.getOrDefault(host, machines.get(DEFAULT)));
    }

    @Override
    public String toString() {
        return "netrc";
    }
}
