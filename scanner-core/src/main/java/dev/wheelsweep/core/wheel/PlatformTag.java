package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One platform tag of a wheel's name. The set of families is closed; a tag of no family is {@link Other} and keeps its text.
 *
 * <p>The parts of a tag are typed and the text is put together from them, so a tag that is spelled in a way no tool
 * writes ({@code manylinux_2_017_x86_64}, numbers of ten digits) has no family: {@code parse(x).text()} is always
 * {@code x} in lower case.
 */
public sealed interface PlatformTag {

    /** The families of platform tags. */
    enum Family implements ColumnWord {
        /** {@code manylinux_2_17_x86_64} (PEP 600), {@code manylinux2014_x86_64} (PEP 513, 571, 599). */
        MANYLINUX,
        /** {@code musllinux_1_2_x86_64} (PEP 656). */
        MUSLLINUX,
        /** {@code linux_x86_64}: without a promise about the C library. */
        LINUX,
        /** {@code macosx_11_0_arm64}. */
        MACOS,
        /** {@code win32}, {@code win_amd64}. */
        WINDOWS,
        /** {@code android_24_arm64_v8a} (PEP 738). */
        ANDROID,
        /** {@code ios_13_0_arm64_iphoneos} (PEP 730). */
        IOS,
        /** {@code pyodide_2024_0_wasm32} and its relatives: CPython on WebAssembly. */
        PYODIDE,
        /** {@code any}: the wheel has no compiled code, according to its name. */
        ANY,
        /** Any other tag, which installers ignore. */
        OTHER;
    }

    /**
     * Accepts any tag; one without a family is {@link Other}.
     *
     * @param tag one member of a compressed set, in any case
     */
    static PlatformTag parse(String tag) {
        return PlatformTagGrammar.parse(tag.toLowerCase(Locale.ROOT));
    }

    /** @return the tag as the file name writes it, lower case */
    String text();

    Family family();

    /** @return the family's word in the {@code platform_family} column */
    default String column() {
        return family().column();
    }

    /**
     * @return the architecture the tag names, in the tag's own spelling ({@code amd64} on Windows, {@code universal2}
     *     on macOS); {@code win32} names {@code x86}. Empty for {@code any} and unknown tags
     */
    default Optional<Arch> arch() {
        return Optional.empty();
    }

    /** @return the C library the tag promises, if it promises one */
    default Optional<Libc> libc() {
        return Optional.empty();
    }

    /** @return the oldest version of that C library the tag promises to run on; major and minor */
    default Optional<DottedNumber> libcVersion() {
        return Optional.empty();
    }

    /** A tag that ends with an architecture. */
    sealed interface ForArch extends PlatformTag {
        /** @return in the tag's own spelling, or a name for several: {@code universal2} */
        Arch machine();

        @Override
        default Optional<Arch> arch() {
            return Optional.of(machine());
        }
    }

    /**
     * Runs on systems with at least this glibc (PEP 600).
     *
     * @param glibc major and minor; PEP 600 makes every minor a legal tag, whether a policy exists for it or not
     */
    record Manylinux(DottedNumber glibc, Arch machine) implements ForArch {
        static final String WORD = "manylinux";

        @Override
        public String text() {
            return joined(WORD, glibc, machine);
        }

        @Override
        public Family family() {
            return Family.MANYLINUX;
        }

        @Override
        public Optional<Libc> libc() {
            return Optional.of(Libc.GLIBC);
        }

        @Override
        public Optional<DottedNumber> libcVersion() {
            return Optional.of(glibc);
        }
    }

    /** The older names of three manylinux tags, accepted for any architecture. */
    record ManylinuxLegacy(Alias alias, Arch machine) implements ForArch {

        /** A name and the glibc it means (PEP 600, section "Legacy manylinux tags"). */
        public enum Alias {
            MANYLINUX1(5),
            MANYLINUX2010(12),
            MANYLINUX2014(17);

            private final int glibcMinor;

            Alias(int glibcMinor) {
                this.glibcMinor = glibcMinor;
            }

            /** @return the oldest glibc on which such a wheel runs */
            public DottedNumber glibc() {
                return DottedNumber.of(2, glibcMinor);
            }

            /** @return the name as tags write it, such as {@code "manylinux2014"} */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }

            static Optional<Alias> of(String word) {
                return Arrays.stream(values())
                        .filter(alias -> alias.word().equals(word))
                        .findAny();
            }
        }

        /** @return the same promise under its PEP 600 name */
        public Manylinux modern() {
            return new Manylinux(alias.glibc(), machine);
        }

        @Override
        public String text() {
            return joined(alias.word(), machine);
        }

        @Override
        public Family family() {
            return Family.MANYLINUX;
        }

        @Override
        public Optional<Libc> libc() {
            return modern().libc();
        }

        @Override
        public Optional<DottedNumber> libcVersion() {
            return modern().libcVersion();
        }
    }

    /**
     * Runs on systems with at least this musl (PEP 656).
     *
     * @param musl major and minor
     */
    record Musllinux(DottedNumber musl, Arch machine) implements ForArch {
        static final String WORD = "musllinux";

        @Override
        public String text() {
            return joined(WORD, musl, machine);
        }

        @Override
        public Family family() {
            return Family.MUSLLINUX;
        }

        @Override
        public Optional<Libc> libc() {
            return Optional.of(Libc.MUSL);
        }

        @Override
        public Optional<DottedNumber> libcVersion() {
            return Optional.of(musl);
        }
    }

    /** Some Linux of this architecture. */
    record Linux(Arch machine) implements ForArch {
        static final String WORD = "linux";

        @Override
        public String text() {
            return joined(WORD, machine);
        }

        @Override
        public Family family() {
            return Family.LINUX;
        }
    }

    /**
     * @param version oldest macOS, major and minor
     * @param machine one architecture, or a name for several: {@code universal2}, {@code intel}, {@code fat64}
     */
    record MacOs(DottedNumber version, Arch machine) implements ForArch {
        static final String WORD = "macosx";

        @Override
        public String text() {
            return joined(WORD, version, machine);
        }

        @Override
        public Family family() {
            return Family.MACOS;
        }
    }

    /** @param text {@code win32} or {@code win_} and an architecture */
    record Windows(String text) implements PlatformTag {
        static final String WORD = "win";
        static final String WIN32 = "win32";
        private static final Arch X86 = new Arch("x86");

        @Override
        public Family family() {
            return Family.WINDOWS;
        }

        @Override
        public Optional<Arch> arch() {
            return Optional.of(text.equals(WIN32) ? X86 : new Arch(text.substring(WORD.length() + 1)));
        }
    }

    /** @param apiLevel oldest Android API level */
    record Android(DottedNumber apiLevel, Arch machine) implements ForArch {
        static final String WORD = "android";

        @Override
        public String text() {
            return joined(WORD, apiLevel, machine);
        }

        @Override
        public Family family() {
            return Family.ANDROID;
        }

        @Override
        public Optional<Libc> libc() {
            return Optional.of(Libc.BIONIC);
        }
    }

    /**
     * @param version oldest iOS, major and minor
     * @param sdk {@code iphoneos} or {@code iphonesimulator}
     */
    record Ios(DottedNumber version, Arch machine, String sdk) implements ForArch {
        static final String WORD = "ios";
        static final List<String> SDKS = List.of("iphoneos", "iphonesimulator");

        @Override
        public String text() {
            return joined(WORD, version, machine, sdk);
        }

        @Override
        public Family family() {
            return Family.IOS;
        }
    }

    /**
     * @param runtime one of {@link #RUNTIMES}
     * @param version of that runtime's ABI: year and patch, or the three numbers of an Emscripten release
     */
    record Pyodide(String runtime, DottedNumber version, Arch machine) implements ForArch {
        static final List<String> RUNTIMES = List.of("pyodide", "pyemscripten", "emscripten");

        @Override
        public String text() {
            return joined(runtime, version, machine);
        }

        @Override
        public Family family() {
            return Family.PYODIDE;
        }
    }

    /** Every platform. */
    record Any() implements PlatformTag {
        static final String WORD = "any";

        @Override
        public String text() {
            return WORD;
        }

        @Override
        public Family family() {
            return Family.ANY;
        }
    }

    /** A tag of no known family, kept as it is. */
    record Other(String text) implements PlatformTag {
        @Override
        public Family family() {
            return Family.OTHER;
        }
    }

    /** Parts joined as tags join them; the dots of a number become underscores too. */
    private static String joined(Object... parts) {
        return Arrays.stream(parts)
                .map(part -> part.toString().replace('.', '_'))
                .collect(Collectors.joining("_"));
    }
}
