package dev.wheelsweep.core.install;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.util.Comparator;
import java.util.Locale;

/** Why an installer does not take a file in an environment. */
public sealed interface Refusal {
    /** The kinds; the later comes closer to an installation. */
    enum Kind implements ColumnWord {
        FILE_NAME,
        PYTHON,
        ABI,
        PLATFORM,
        LIBC,
        ARCHITECTURE,
        LIBC_VERSION,
        INSTALLER,
        /** All tags fit. */
        REQUIRES_PYTHON
    }

    /** Of two releases of the C library, the older is closer. */
    Comparator<Refusal> CLOSEST_FIRST = Comparator.comparing(Refusal::kind)
            .reversed()
            .thenComparing(
                    refusal -> refusal instanceof OlderLibc older ? older.needed() : DottedNumber.of(0),
                    Comparator.naturalOrder());

    Kind kind();

    /** @return a phrase for a person, such as {@code "needs glibc 2.28, has 2.17"} */
    String text();

    /** @param problem the end of the sentence "the name ..." */
    record FileName(String problem, Installer installer) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.FILE_NAME;
        }

        @Override
        public String text() {
            return "%s refuses the file name, because it %s".formatted(installer.text(), problem);
        }
    }

    /** The wheel is for another implementation or version of Python. */
    record Python(String needed, String present) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.PYTHON;
        }

        @Override
        public String text() {
            return "is for %s, the interpreter is %s".formatted(needed, present);
        }
    }

    /** The wheel is for another build of this Python. */
    record Abi(String needed, String present) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.ABI;
        }

        @Override
        public String text() {
            return "needs the ABI %s, the interpreter has %s".formatted(needed, present);
        }
    }

    /**
     * The system can run the wheel, but this release of the installer does not know its tag.
     *
     * @param since the release that takes the wheel in this environment
     */
    record UnknownTag(String tag, Installer installer, Installer since) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.INSTALLER;
        }

        @Override
        public String text() {
            return "%s does not know the tag %s, %s does".formatted(installer.text(), tag, since.text());
        }
    }

    /** The tag promises to run on newer releases of the C library only. */
    record OlderLibc(Libc libc, DottedNumber needed, DottedNumber present) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.LIBC_VERSION;
        }

        @Override
        public String text() {
            return "needs %s %s, has %s".formatted(word(libc), needed, present);
        }
    }

    record OtherLibc(Libc needed, Libc present) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.LIBC;
        }

        @Override
        public String text() {
            return "is for %s, the system has %s".formatted(word(needed), word(present));
        }
    }

    record OtherArch(Arch needed, Arch present) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.ARCHITECTURE;
        }

        @Override
        public String text() {
            return "is for %s, the interpreter is for %s".formatted(needed, present);
        }
    }

    /** A tag for another operating system, or one that this installer never takes here. */
    record OtherPlatform(String tag, Installer installer) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.PLATFORM;
        }

        @Override
        public String text() {
            return "%s does not take %s on this system".formatted(installer.text(), tag);
        }
    }

    /** @param needed the value of Requires-Python */
    record RequiresOtherPython(String needed, DottedNumber present) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.REQUIRES_PYTHON;
        }

        @Override
        public String text() {
            return "requires Python %s, the interpreter is %s".formatted(needed, present);
        }
    }

    private static String word(Libc libc) {
        return libc.name().toLowerCase(Locale.ROOT);
    }
}
