package dev.wheelsweep.core.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * The tables of an unstripped library: functions and objects with long mangled names, by address.
 *
 * @param symbols content of .symtab
 * @param names content of .strtab
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StaticTables(byte[] symbols, byte[] names) {
    private static final String[] PARTS = {
        "Tensor", "Op", "Kernel", "Shape", "Eigen", "internal", "Dispatch", "float", "Impl", "vector"
    };
    private static final int LONGEST_FUNCTION = 900;

    public static StaticTables of(ElfLayout layout, ByteOrder order, int count, Random random) {
        ElfWriter symbols = new ElfWriter(layout, order);
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        names.write(0);
        symbols.raw(new byte[layout.size(ElfLayout.Struct.SYMBOL)]);
        long address = 0x1000;
        for (int i = 1; i < count; i++) {
            int name = names.size();
            names.writeBytes(mangled(random).getBytes(StandardCharsets.US_ASCII));
            names.write(0);
            int size = 16 + random.nextInt(LONGEST_FUNCTION);
            int info = random.nextInt(10) == 0 ? 0x11 : random.nextInt(3) == 0 ? 0x22 : 0x12;
            if (layout == ElfLayout.ELF64) {
                symbols.u32(name)
                        .u8(info)
                        .u8(random.nextInt(4) == 0 ? 2 : 0)
                        .u16(14)
                        .u64(address)
                        .u64(size);
            } else {
                symbols.u32(name).u32(address).u32(size).u8(info).u8(0).u16(14);
            }
            address += size;
        }
        return new StaticTables(symbols.bytes(), names.toByteArray());
    }

    private static String mangled(Random random) {
        StringBuilder name = new StringBuilder("_ZN10tensorflow");
        for (int i = 2 + random.nextInt(5); i > 0; i--) {
            String part = PARTS[random.nextInt(PARTS.length)] + random.nextInt(300);
            name.append(part.length()).append(part);
        }
        return name.append("Ev").toString();
    }
}
