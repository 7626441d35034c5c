/**
 * Reads facts from an ELF file as the loader reads it (gABI chapters 4 and 5, LSB "Symbol Versioning").
 *
 * <pre>
 *   ELF header        class, byte order, machine, flags                      {@link ElfHeader}, {@link Machine}
 *      | e_phoff
 *   program headers   which bytes are mapped at which address                {@link ProgramHeaders}
 *      |       |----- PT_INTERP, PT_NOTE, PT_GNU_STACK, PT_GNU_RELRO         {@link Notes}, {@link InstructionSets}
 *      | PT_LOAD: bytes of the file, and zeros, at addresses                {@link MemoryImage}
 *      | PT_DYNAMIC: p_vaddr
 *   dynamic segment   (tag, value) until DT_NULL                             {@link DynamicTable}
 *      |       |----- DT_STRTAB   strings, named by offset                   {@link StringTable}, {@link StringPass}
 *      |       |----- DT_VERNEED  library -> versions, weak or not           {@link VersionNeeds}
 *      |       |----- DT_VERDEF   versions defined here                      {@link VersionDefinitions}
 *      | DT_SYMTAB, as long as DT_HASH or DT_GNU_HASH say                    {@link SymbolCount}
 *   dynamic symbols   undefined ones are imports; DT_VERSYM binds each to a need
 *                                                                            {@link DynamicSymbols}, {@link SymbolVersions}
 *      | DT_REL, DT_RELA, DT_JMPREL
 *   relocations       which imports the loader looks up, in which order      {@link Relocations}
 *
 *   section headers   only .comment, and whether they agree                  {@link SectionHeaders}
 * </pre>
 *
 * <p>{@link ElfReader} is the entry point and {@link ElfFacts} the result. Only {@link ElfLayout} distinguishes 32 from
 * 64 bit, only {@link ElfBytes} asks for bytes, and {@link ElfLimits} lists every bound.
 *
 * <p><b>The loader's view.</b> glibc and musl find everything through PT_DYNAMIC. Section headers are for linkers and
 * debuggers; a file whose sections disagree with its segments is loaded by its segments. So section headers decide
 * nothing here; a difference is an {@link Oddity}. Like the loader we take the last PT_DYNAMIC, read it at its address
 * and not at its offset, walk it to DT_NULL even after its declared end, let the last of two equal tags win, follow the
 * links of version records instead of their counts, into other segments too, and ignore e_version and e_ehsize.
 *
 * <p><b>Errors.</b> A header or a table that the loader would read and that is cut off, loops or points outside the
 * file is a {@link dev.wheelsweep.core.input.FormatException} with the offset in the ELF file. Where the loader ignores a
 * wrong value, such as DT_STRSZ, DT_SYMENT or a definition of the file's own versions, the value is an oddity. The loader
 * notices a broken symbol only when it looks it up: one that a relocation names is an error, any other is an oddity and
 * costs only itself. Section headers and notes are never an error. Unknown machines, types, tags and notes are kept as numbers or
 * skipped.
 *
 * <p><b>Not read.</b> Of relocations all but their symbols, code, debug information, .ARM.attributes, what
 * DT_AUDIT and the filter tags name (such a tag is an oddity). Of object files and core files only the identity is
 * read. A page has 4 KiB here: a table in the padding of a larger page counts as unmapped.
 */
package dev.wheelsweep.core.elf;
