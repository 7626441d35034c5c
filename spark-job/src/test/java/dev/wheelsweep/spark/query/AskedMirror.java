package dev.wheelsweep.spark.query;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** A mirror for which nearly every question has an answer, in two sweeps. */
public final class AskedMirror {
    private static final String GCC = "GCC: (GNU) 10.2.1 20210130 (Red Hat 10.2.1-11)";

    /** The type of a dlopen note. */
    private static final int NT_DLOPEN = 0x407c0c0a;

    private AskedMirror() {}

    /** An overclaimer, one that could claim less, vendored libraries twice, ARM, POWER, musl, oddities, broken files. */
    public static void writeTo(Path mirror) throws IOException {
        NativeWheel.builder().writeTo(mirror);
        WheelBuilder.named("twin-1.0-cp313-cp313t-manylinux_2_28_x86_64.whl")
                .elf("twin/_native.so", NativeWheel.extension())
                .storedElf("twin.libs/libfoo-1a2b3c4d.so.1", shared())
                .requires("numpy >=2; python_version >= '3.9'", "pytz (>dev)")
                .writeTo(mirror);
        WheelBuilder.named("over-1.0-cp313-cp313-manylinux_2_17_x86_64.whl")
                .generators("maturin (1.9.4)")
                .elf(
                        "over/_a.so",
                        library("GLIBC_2.34", "pthread_create")
                                .needed("libcudart.so.12", "libgomp.so.1", "libtbb.so.12")
                                .need("libtbb.so.12", "TBB_13", "tbb_run")
                                .need("libc.so.6", "GLIBC_ABI_DT_RELR")
                                .isaNeeded(4)
                                .note("FDO", NT_DLOPEN, hex("[{\"soname\":[\"libopened.so.1\"],\"feature\":\"more\"}]"))
                                .comment(GCC, "rustc version 1.90.0 (1159e78c4 2025-09-14)"))
                .storedElf("over.libs/libfoo-1a2b3c4d.so.1", shared())
                .writeTo(mirror);
        WheelBuilder.named("any-1.0-py3-none-any.whl")
                .elf("any/tool", library("GLIBC_2.17", "memcpy").interpreter("/lib64/ld-linux-x86-64.so.2"))
                .storedElf("any/libcudart.so.12", supplier("libcudart.so.12", "CUDART_12"))
                .storedElf("any-1.0.data/data/lib/libtbb.so.12", supplier("libtbb.so.12", "TBB_12"))
                .writeTo(mirror);
        WheelBuilder.named("old_habits-1.0-cp312-cp312-linux_x86_64.whl")
                .elf(
                        "old/_x.so",
                        library("GLIBC_2.5", "printf")
                                .importing("PyList_New")
                                .executableStack()
                                .rpath("/opt/lib")
                                .needed("libz.so.1"))
                .unrecorded("old/extra.py", new byte[] {1})
                .phantom("old/missing.py")
                .writeTo(mirror);
        WheelBuilder.named("arm-1.0-cp312-cp312-manylinux_2_17_aarch64.whl")
                .elf(
                        "arm/_x.so",
                        ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64)
                                .needed("libc.so.6")
                                .need("libc.so.6", "GLIBC_2.17", "memcpy"))
                .elf("arm/_y.so", library("GLIBC_2.17", "memcpy"))
                .writeTo(mirror);
        WheelBuilder.named("musl_demo-2.0-cp311-cp311-musllinux_1_2_aarch64.whl")
                .elf(
                        "musl_demo.so",
                        ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64)
                                .needed("libc.musl-aarch64.so.1")
                                .importing("printf"))
                .writeTo(mirror);
        WheelBuilder.named("stable-1.0-cp39-abi3-manylinux_2_17_x86_64.whl")
                .text("stable-1.0.dist-info/sboms/auditwheel.cdx.json", """
                        {"bomFormat": "CycloneDX", "specVersion": "1.4", "components": [
                          {"name": "stable", "version": "1.0", "purl": "pkg:pypi/stable@1.0?file_name=stable-1.0.whl"},
                          {"name": "zlib", "version": "1.3", "purl": "pkg:rpm/almalinux/zlib@1.3"}]}
                        """)
                .elf(
                        "stable/_x.abi3.so",
                        library("GLIBC_2.17", "memcpy").importing("PyList_New").importing("PyUnicode_AsUTF8AndSize"))
                .writeTo(mirror);
        Files.write(mirror.resolve("empty-1.0-py3-none-any.whl"), new byte[0]);
        Files.writeString(mirror.resolve("page-1.0-py3-none-any.whl"), "<html>404</html>", StandardCharsets.US_ASCII);
    }

    /** For a component of the mirror; no other has the ecosystem of these. */
    static void writeAdvisoriesTo(Path export) throws IOException {
        Files.writeString(export.resolve("ALSA-1.json"), """
                {"id": "ALSA-1", "aliases": ["CVE-2025-1"], "affected": [
                  {"package": {"ecosystem": "AlmaLinux", "name": "zlib"}, "ranges": [
                    {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.3.1"}]}]}]}
                """);
    }

    /** Changes the mirror before the next sweep: adds one file, deletes one. */
    public static void oneNightLater(Path mirror) throws IOException {
        WheelBuilder.named("late-1.0-cp314-cp314-manylinux_2_17_x86_64.whl")
                .elf("late/_x.so", library("GLIBC_2.38", "__isoc23_strtol"))
                .writeTo(mirror);
        Files.delete(mirror.resolve("empty-1.0-py3-none-any.whl"));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ElfBuilder library(String version, String symbol) {
        return ElfBuilder.library()
                .needed("libc.so.6")
                .need("libc.so.6", version, symbol)
                .exporting("PyInit__x")
                .comment(GCC);
    }

    private static ElfBuilder supplier(String soname, String version) {
        return ElfBuilder.library().needed("libc.so.6").soname(soname).defining(version);
    }

    private static ElfBuilder shared() {
        return library("GLIBC_2.28", "fcntl64").soname("libfoo-1a2b3c4d.so.1");
    }
}
