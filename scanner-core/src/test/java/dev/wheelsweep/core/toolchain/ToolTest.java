package dev.wheelsweep.core.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.toolchain.Tool.Role;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strings are those of real wheels. */
class ToolTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GCC: (GNU) 4.1.2 20080704 (Red Hat 4.1.2-55)      | gcc | 4.1.2   | rhel   |                | rhel:5",
                "GCC: (GNU) 4.4.7 20120313 (Red Hat 4.4.7-23)      | gcc | 4.4.7   | rhel   |                | rhel:6",
                "GCC: (GNU) 4.8.2 20140120 (Red Hat 4.8.2-15)      | gcc | 4.8.2   | rhel   | devtoolset-2   |",
                "GCC: (GNU) 4.8.5 20150623 (Red Hat 4.8.5-44)      | gcc | 4.8.5   | rhel   |                | rhel:7",
                "GCC: (GNU) 8.3.1 20190311 (Red Hat 8.3.1-3)       | gcc | 8.3.1   | rhel   | devtoolset-8   |",
                "GCC: (GNU) 8.5.0 20210514 (Red Hat 8.5.0-28)      | gcc | 8.5.0   | rhel   |                | rhel:8",
                "GCC: (GNU) 10.2.1 20210130 (Red Hat 10.2.1-11)    | gcc | 10.2.1  | rhel   | devtoolset-10  | rhel:7",
                "GCC: (GNU) 10.3.1 20210422 (Red Hat 10.3.1-1)     | gcc | 10.3.1  | rhel   | gcc-toolset-10 | rhel:8",
                "GCC: (GNU) 11.4.1 20231218 (Red Hat 11.4.1-3)     | gcc | 11.4.1  | rhel   |                | rhel:9",
                "GCC: (GNU) 14.2.1 20250110 (Red Hat 14.2.1-11)    | gcc | 14.2.1  | rhel   |                |",
                "GCC: (GNU) 9.3.1 20200408                         | gcc | 9.3.1   |        |                |",
                "GCC: (GNU) 4.8.5                                  | gcc | 4.8.5   |        |                |",
                "GCC: (Debian 12.2.0-14) 12.2.0                    | gcc | 12.2.0  | debian |                | debian:12",
                "GCC: (Debian 6.2.1-5) 6.2.1 20161124              | gcc | 6.2.1   | debian |                |",
                "GCC: (Ubuntu 9.4.0-1ubuntu1~20.04.2) 9.4.0        | gcc | 9.4.0   | ubuntu |                | ubuntu:20.04",
                "GCC: (Ubuntu/Linaro 4.7.3-1ubuntu1) 4.7.3         | gcc | 4.7.3   | ubuntu |                |",
                "GCC: (Alpine 14.2.0) 14.2.0                       | gcc | 14.2.0  | alpine |                |",
                "GCC: (Alpine 13.2.1_git20231014) 13.2.1 20231014  | gcc | 13.2.1  | alpine |                |",
                "GCC: (Gentoo 6.4.0-r1 p1.3) 6.4.0                 | gcc | 6.4.0   | gentoo |                |",
                "GCC: (crosstool-NG 1.26.0.108_7460d94) 14.2.0     | gcc | 14.2.0  |        |                |",
                "GCC: (GNU) 7.3.0 (altstack)                       | gcc | 7.3.0   |        |                |",
                "clang version 23.1.0git                           | clang | 23.1.0 |       |                |",
                "clang version 21.1.8 ( 21.1.8-1.module_el8.10.0+4172+b6b13d75) | clang | 21.1.8 | rhel | | rhel:8",
                "clang version 23.1.2 (Fedora 23.1.2-1.fc46)       | clang | 23.1.2 | fedora |               | fedora:46",
                "Ubuntu clang version 18.1.8 (11~20.04.2)          | clang | 18.1.8 | ubuntu |               | ubuntu:20.04",
                "Ubuntu clang version 18.1.8 (++20240731024944+3b5b5c1ec4a3-1~exp1~20240731145000.144) | clang | 18.1.8 | ubuntu | |",
                "Android (13691557, +pgo, based on r522817d) clang version 18.0.4 (https://x) | clang | 18.0.4 | android | |",
                "rustc version 1.100.0 (0ef1bc386 2026-11-09)      | rustc | 1.100.0 |      |                |",
                "rustc version 1.101.0-nightly (21b707e3f 2026-09-30) | rustc | 1.101.0 |   |                |",
                "Intel(R) oneAPI DPC++/C++ Compiler 2024.2.0 (2024.2.0.20240602) | intel | 2024.2.0 | | |"
            })
    void aCompilersStringNamesItsVersionAndSystem(
            String comment, String name, String version, String distribution, String toolset, String system) {
        Tool tool = only(comment.strip());

        assertThat(tool.role()).isEqualTo(Role.COMPILER);
        assertThat(tool.name()).contains(name);
        assertThat(tool.version()).contains(version);
        assertThat(tool.distribution()).isEqualTo(Optional.ofNullable(distribution));
        assertThat(tool.toolset()).isEqualTo(Optional.ofNullable(toolset));
        assertThat(tool.system()).isEqualTo(Optional.ofNullable(system));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Linker: LLD 23.1.5 (/checkout/src/llvm-project/llvm 0a5579eb6) | lld  | 23.1.5",
                "Linker: Ubuntu LLD 18.1.8                                      | lld  | 18.1.8",
                "mold 2.30.0 (compatible with GNU ld)                           | mold | 2.30.0"
            })
    void aLinkersStringNamesItsVersion(String comment, String name, String version) {
        Tool tool = only(comment.strip());

        assertThat(tool.role()).isEqualTo(Role.LINKER);
        assertThat(tool.name()).contains(name);
        assertThat(tool.version()).contains(version);
    }

    @Test
    void anUnknownStringIsKept() {
        Tool tool = only("a compiler of tomorrow 1.0\nand its second line");

        assertThat(tool.role()).isEqualTo(Role.OTHER);
        assertThat(tool.comment()).startsWith("a compiler of tomorrow");
        assertThat(tool.name()).isEmpty();
        assertThat(tool.system()).isEmpty();
    }

    @Test
    void filesWithTheSameStringAreCounted() {
        TreeMap<String, ElfFacts> files = new TreeMap<>();
        files.put("b.so", new ElfFactsBuilder().compiler("GCC: (GNU) 4.8.5").build());
        files.put("a.so", new ElfFactsBuilder().compiler("GCC: (GNU) 4.8.5").build());
        files.put("c.so", new ElfFactsBuilder().build());

        assertThat(Tool.allOf(files))
                .singleElement()
                .satisfies(tool -> assertThat(tool.files()).isEqualTo(2))
                .satisfies(tool -> assertThat(tool.file()).isEqualTo("a.so"));
    }

    private static Tool only(String comment) {
        TreeMap<String, ElfFacts> files = new TreeMap<>();
        files.put("_x.so", new ElfFactsBuilder().compiler(comment).build());
        List<Tool> tools = Tool.allOf(files);
        assertThat(tools).hasSize(1);
        return tools.get(0);
    }
}
