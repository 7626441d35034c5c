package dev.wheelsweep.spark.sweep;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A mirror with one file of each kind.
 *
 * <pre>
 *   native/  Demo.Pkg   x86_64, glibc: an extension and the library it links to   ok
 *            musl_demo  aarch64, musl                                             ok
 *            mixed      s390x; of two ELF files one is corrupt                    ok, and a failure
 *   other/   pure       two tags, no ELF file                                     ok
 *            mac        Mach-O                                                    ok
 *            cut        the first half of a download                              failed
 *            empty                                                                failed
 *            invalid.whl                                                          failed
 *            page       HTML                                                      unsupported
 *            folder     a folder                                                  unsupported
 *            gone       a link to nothing                                         vanished
 *            .hidden    not listed
 * </pre>
 */
public final class BuiltMirror {
    public static final int FILES = 11;

    private BuiltMirror() {}

    public static void writeTo(Path mirror) throws IOException {
        Path natives = mirror.resolve("native");
        NativeWheel.builder().writeTo(natives);
        WheelBuilder.named("musl_demo-2.0-cp311-cp311-musllinux_1_2_aarch64.whl")
                .elf(
                        "musl_demo.so",
                        ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64)
                                .needed("libc.musl-aarch64.so.1")
                                .importing("printf")
                                .exporting("PyInit_musl_demo"))
                .writeTo(natives);
        WheelBuilder.named("mixed-1.0-cp312-cp312-linux_s390x.whl")
                .file("a_bad.so", corrupt())
                .elf(
                        "good.so",
                        ElfBuilder.library(ElfLayout.ELF64, ByteOrder.BIG_ENDIAN, ElfBuilder.S390)
                                .needed("libc.so.6")
                                .need("libc.so.6", "GLIBC_2.4", "fprintf"))
                .writeTo(natives);
        Path others = mirror.resolve("other");
        pure().writeTo(others);
        WheelBuilder.named("mac-1.0-cp312-cp312-macosx_11_0_arm64.whl")
                .file("mac.so", new byte[] {(byte) 0xcf, (byte) 0xfa, (byte) 0xed, (byte) 0xfe})
                .writeTo(others);
        byte[] whole = NativeWheel.builder().bytes();
        Files.write(others.resolve("cut-1.0-py3-none-any.whl"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(others.resolve("empty-1.0-py3-none-any.whl"), new byte[0]);
        Files.write(others.resolve("invalid.whl"), whole);
        Files.write(others.resolve("page-1.0-py3-none-any.whl"), "<html>404</html>".getBytes(US_ASCII));
        Files.createDirectory(others.resolve("folder-1.0-py3-none-any.whl"));
        Files.createSymbolicLink(others.resolve("gone-1.0-py3-none-any.whl"), Path.of("nowhere"));
        Files.write(others.resolve(".hidden-1.0-py3-none-any.whl"), whole);
    }

    public static WheelBuilder pure() {
        return WheelBuilder.named("pure-1.0-py2.py3-none-any.whl")
                .text("pure.py", "x = 1\n")
                .requires("numpy >=1.26");
    }

    /** EI_CLASS is 7. */
    private static byte[] corrupt() {
        byte[] elf = ElfBuilder.library().bytes();
        elf[4] = 7;
        return elf;
    }
}
