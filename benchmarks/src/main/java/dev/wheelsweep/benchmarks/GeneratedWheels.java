package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.scan.WheelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Wheels with the sizes and ratios of real ones, the same in every run.
 *
 * <p>The sizes of ELF files follow the quantiles of 1,586 ELF files in 121 wheels from PyPI (44 small ones of many
 * architectures, 77 large well-known ones for x86-64 and AArch64). The largest hundredth, up to 720 MB, is left to
 * {@code benchmarks/programs} over real wheels. The bytes deflate to about a third, as was measured there.
 */
final class GeneratedWheels {
    /** Bytes of an ELF file at these percentiles. */
    private static final int[] PERCENTILES = {0, 5, 10, 25, 50, 75, 90, 95, 99};

    private static final int[] SIZES = {
        6_368, 22_881, 57_424, 172_208, 301_776, 679_417, 3_281_225, 10_481_209, 32_432_520
    };
    private static final int[] ENTRIES = {9, 10, 11, 14, 79, 188, 1_130, 1_169, 1_720};
    private static final int[] ELF_FILES = {0, 1, 1, 1, 2, 17, 38, 54, 114};

    private static final int WHEELS = 12;
    private static final long SEED = 1951;

    /** Bytes of an ELF file per dynamic symbol. */
    private static final int BYTES_PER_SYMBOL = 2_048;

    private static final int MOST_SYMBOLS = 10_000;

    private GeneratedWheels() {}

    /** Makes the wheels, unless they exist. */
    static List<Path> in(Path folder) throws IOException {
        return in(folder, WHEELS);
    }

    static List<Path> in(Path folder, int count) throws IOException {
        Random random = new Random(SEED);
        CodeLikeBytes code = new CodeLikeBytes(random);
        Files.createDirectories(folder);
        for (int number = 0; number < count; number++) {
            String name = "generated%d-1.0-cp311-cp311-manylinux_2_17_x86_64.whl".formatted(number);
            if (Files.exists(folder.resolve(name))) {
                continue;
            }
            double rank = 100.0 * (number + 0.5) / count;
            WheelBuilder wheel = WheelBuilder.named(name);
            int elfFiles = quantile(ELF_FILES, rank);
            for (int i = 0; i < elfFiles; i++) {
                // A step that is coprime to the number of quantiles visits all of them.
                double size = 100.0 * ((number * 37 + i * 61) % 97 + 0.5) / 97;
                wheel.elf("package/module%d.so".formatted(i), library(code, quantile(SIZES, size)));
            }
            for (int i = elfFiles; i < quantile(ENTRIES, rank); i++) {
                wheel.file("package/source%d.py".formatted(i), code.bytes(4_000));
            }
            wheel.writeTo(folder);
        }
        return Corpus.wheelsIn(List.of(folder));
    }

    private static ElfBuilder library(CodeLikeBytes code, int size) {
        ElfBuilder library = ElfBuilder.library()
                .needed("libc.so.6", "libm.so.6")
                .need("libc.so.6", "GLIBC_2.2.5", "malloc", "free")
                .need("libc.so.6", "GLIBC_2.17", "clock_gettime")
                .need("libm.so.6", "GLIBC_2.2.5", "pow");
        int symbols = Math.min(size / BYTES_PER_SYMBOL, MOST_SYMBOLS);
        for (int i = 0; i < symbols; i++) {
            library.exporting("_ZN7package6symbol%dE".formatted(i));
        }
        return library.code(code.bytes(size));
    }

    /** @return the value at a rank in percent, interpolated linearly between two known ones */
    private static int quantile(int[] values, double rank) {
        int i = 1;
        while (i < values.length - 1 && PERCENTILES[i] < rank) {
            i++;
        }
        double part = (rank - PERCENTILES[i - 1]) / (PERCENTILES[i] - PERCENTILES[i - 1]);
        return (int) Math.round(values[i - 1] + Math.min(part, 1) * (values[i] - values[i - 1]));
    }
}
