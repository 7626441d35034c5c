package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PythonHooksTest {

    @Test
    void keepsEveryEntryPointOfAModule() throws Exception {
        String[] hooks = {
            "PyInit_m", "PyInitU_bcher_kva", "PyModExport_m", "PyModExportU_m", "_cffi_pypyinit_m", "init_m", "initm"
        };
        ElfBuilder elf = ElfBuilder.library();
        for (String hook : hooks) {
            elf.exporting(hook);
        }
        assertThat(elf.build().facts().symbols().pythonHooks()).containsExactly(hooks);
    }

    @Test
    void ignoresOtherSymbols() throws Exception {
        ElfFacts facts = ElfBuilder.library()
                .importing("PyInit_imported")
                .exporting("init")
                .exporting("init.part.0")
                .exporting("init1")
                .exporting("PyInit")
                .exporting("XPyInit_m")
                .exportingData("initdata")
                .build()
                .facts();
        assertThat(facts.symbols().pythonHooks()).isEmpty();
    }

    @Test
    void ignoresLocalSymbols() throws Exception {
        BuiltElf elf = ElfBuilder.library().exporting("PyInit_m").build();
        int info = elf.at(BuiltElf.Table.SYMBOLS) + 24 + 4;
        int localFunction = SymbolInfo.STT_FUNC;
        assertThat(elf.facts().symbols().pythonHooks()).containsExactly("PyInit_m");
        assertThat(elf.u8(info, localFunction).facts().symbols().pythonHooks()).isEmpty();
    }
}
