package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar that all families share, {@code word *("_" number) "_" arch}, and how many numbers each word takes:
 *
 * <pre>
 *   manylinux_2_17_x86_64        word manylinux      numbers 2.17     arch x86_64
 *   manylinux2014_aarch64             manylinux2014          none          aarch64
 *   android_24_arm64_v8a              android                24            arm64_v8a
 *   ios_13_0_arm64_iphoneos           ios                    13.0          arm64, then the SDK
 *   emscripten_3_1_58_wasm32          emscripten             3.1.58        wasm32
 * </pre>
 *
 * {@code any} and {@code win32} are words alone. Numbers have no leading zero and at most nine digits; an architecture
 * begins with a letter, which ends the numbers.
 */
final class PlatformTagGrammar {
    /** Possessive throughout: linear time and no stack for any file name. */
    private static final Pattern TAG =
            Pattern.compile("([a-z0-9]++)((?:_(?:0|[1-9][0-9]{0,8})(?=_))*+)_([a-z][a-z0-9_]*+)");

    private PlatformTagGrammar() {}

    /** @param tag lower case */
    static PlatformTag parse(String tag) {
        return known(tag).orElseGet(() -> new PlatformTag.Other(tag));
    }

    private static Optional<PlatformTag> known(String tag) {
        if (tag.equals(PlatformTag.Any.WORD)) {
            return Optional.of(new PlatformTag.Any());
        }
        if (tag.equals(PlatformTag.Windows.WIN32)) {
            return Optional.of(new PlatformTag.Windows(tag));
        }
        Matcher parts = TAG.matcher(tag);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String word = parts.group(1);
        Arch arch = new Arch(parts.group(3));
        return parts.group(2).isEmpty()
                ? unnumbered(tag, word, arch)
                : DottedNumber.parse(parts.group(2).substring(1).replace('_', '.'))
                        .flatMap(version -> numbered(word, version, arch));
    }

    private static Optional<PlatformTag> unnumbered(String tag, String word, Arch arch) {
        return switch (word) {
            case PlatformTag.Linux.WORD -> Optional.of(new PlatformTag.Linux(arch));
            case PlatformTag.Windows.WORD -> Optional.of(new PlatformTag.Windows(tag));
            default ->
                PlatformTag.ManylinuxLegacy.Alias.of(word).map(alias -> new PlatformTag.ManylinuxLegacy(alias, arch));
        };
    }

    private static Optional<PlatformTag> numbered(String word, DottedNumber version, Arch arch) {
        if (PlatformTag.Pyodide.RUNTIMES.contains(word)) {
            return Optional.of(new PlatformTag.Pyodide(word, version, arch));
        }
        return switch (version.numbers().size()) {
            case 1 ->
                word.equals(PlatformTag.Android.WORD)
                        ? Optional.of(new PlatformTag.Android(version, arch))
                        : Optional.empty();
            case 2 ->
                switch (word) {
                    case PlatformTag.Manylinux.WORD -> Optional.of(new PlatformTag.Manylinux(version, arch));
                    case PlatformTag.Musllinux.WORD -> Optional.of(new PlatformTag.Musllinux(version, arch));
                    case PlatformTag.MacOs.WORD -> Optional.of(new PlatformTag.MacOs(version, arch));
                    case PlatformTag.Ios.WORD -> ios(version, arch.name());
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static Optional<PlatformTag> ios(DottedNumber version, String archAndSdk) {
        int split = archAndSdk.lastIndexOf('_');
        String sdk = archAndSdk.substring(split + 1);
        return split > 0 && PlatformTag.Ios.SDKS.contains(sdk)
                ? Optional.of(new PlatformTag.Ios(version, new Arch(archAndSdk.substring(0, split)), sdk))
                : Optional.empty();
    }
}
