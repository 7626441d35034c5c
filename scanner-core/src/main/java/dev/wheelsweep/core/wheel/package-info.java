/**
 * What a wheel says about itself: its file name and the texts of its dist-info folder.
 *
 * <h2>The name</h2>
 *
 * Binary distribution format of the Python Packaging User Guide, PEP 425 (tags), PEP 825 (variant labels):
 *
 * <pre>
 *   MarkupSafe-3.0.2-1-cp311.cp312-cp311-manylinux_2_17_i686.manylinux2014_i686-x86_64_v3.whl
 *   project    |     | python      |     platform                               variant
 *              |     build         abi
 *              version
 *
 *   name     = project "-" version [ "-" build ] "-" python "-" abi "-" platform [ "-" variant ] ".whl"
 *   project  = letters, digits, "_", "."; no "__"; compared as a ProjectName
 *   version  = PEP 440, in any spelling
 *   build    = digit, then anything but "-"
 *   python, abi, platform = member *( "." member ): compressed tag sets; the wheel claims their whole product
 *   python members are Python identifiers, abi and platform members are not empty
 *   variant  = 1*( 0-9 / a-z / "_" / "." )
 * </pre>
 *
 * Of six parts the last is a variant label if the third does not begin with a digit and the fifth has a platform tag of
 * a known family; else the third is a build tag, which is refused unless it begins with a digit. This is the grammar
 * of packaging 26.4, which pip has used since 25.3, plus the variant label that packaging does not know yet. Tags are
 * compared in lower case and kept in the name's order.
 *
 * <p>Mirrors also hold what older tools produced. A name outside the grammar that pip before 25.3 accepted (its regular
 * expression requires five or six parts without white space, nothing more) is {@link
 * dev.wheelsweep.core.wheel.WheelFilename.Grammar#LEGACY}: {@code a__b-1-py3-none-any.whl}, {@code
 * a-1.0_dev_git-py3-none-any.whl}, {@code a-1-3.6-none-any.whl}. Everything else is invalid, also {@code .WHL}.
 *
 * <h2>The folder</h2>
 *
 * <pre>
 *   {project}-{version}.dist-info/    in the producer's spelling, so it is found by its suffix
 *     WHEEL       header block: Generator, Root-Is-Purelib, Tag         {@link dev.wheelsweep.core.wheel.HeaderBlock}
 *     METADATA    header block, then the description                    {@link dev.wheelsweep.core.wheel.CoreMetadata}
 *     entry_points.txt    INI file                                        {@link dev.wheelsweep.core.wheel.EntryPoints}
 *     RECORD      CSV: name, hash, size of every file                   {@link dev.wheelsweep.core.wheel.RecordFile}
 * </pre>
 *
 * They are read as leniently as installers read them, with CPython's {@code email} and {@code csv} as the reference.
 * Because anyone can upload these texts, all sizes are limited, and all parsing takes linear time. What pip and
 * uv refuse to install is in {@link dev.wheelsweep.core.wheel.InstallerRules} and {@link
 * dev.wheelsweep.core.wheel.InstallerTags}.
 */
package dev.wheelsweep.core.wheel;
