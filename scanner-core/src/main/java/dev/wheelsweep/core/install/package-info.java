/**
 * Which wheels an installer takes, and which of several it prefers.
 *
 * <pre>
 *   Environment           an installer, a Python and a system
 *     Installer             pip or uv, in one release
 *     SupportedTags         the tags it takes, best first; the rank of a wheel
 *     Installability        taken or not by the file name; a Refusal says why not
 *       Selection             which of the files of one version is installed, or that it is built from source, or neither
 *   Candidates            the same in advance, of one wheel alone, for all systems: a release is compared later
 *   OldestPip             the release since which pip takes a tag
 *   LastPip               the last release for a Python
 * </pre>
 *
 * <p>A wheel claims every combination of the tags in its name. The installer makes a list of the tags that its environment
 * takes, and the place of the wheel's best tag in it is the wheel's rank: the lowest rank wins. For CPython 3.11 on x86-64
 * with glibc 2.17 the list of pip 24.1 is, with "..." for all platforms in the order of the right column:
 *
 * <pre>
 *   python and abi tag                      platform
 *   cp311-cp311-...      this build         manylinux_2_17_x86_64
 *   cp311-abi3-...       the stable ABI     manylinux2014_x86_64      the same, older name
 *   cp311-none-...       no ABI             manylinux_2_16_x86_64
 *   cp310-abi3-... to cp32-abi3-...         ... down to 2.5, with manylinux2010 after 2.12 and manylinux1 after 2.5
 *   py311-none-..., py3-none-..., py310-none-... to py30-none-...
 *                                           linux_x86_64              pip 26.3: the first
 *   cp311-none-any
 *   py311-none-any, py3-none-any, py310-none-any to py30-none-any
 * </pre>
 *
 * <p>So each wheel for this build is better than each wheel of the stable ABI, and the platform decides only between wheels
 * with the same Python and ABI. Releases know different tags (PEP 513, 571, 599, 600, 656, 703, 803):
 *
 * <pre>
 *   pip 1.4     linux_ARCH                            pip 20.3   manylinux_X_Y
 *   pip 8.1     manylinux1                            pip 21.2   musllinux_X_Y
 *   pip 19.0    manylinux2010                         pip 24.1   cp313t, riscv64, loongarch64, armv8l
 *   pip 19.3    manylinux2014                         pip 26.1   abi3t
 *   pip 20.0    py39-none-PLATFORM; before, only py3  pip 26.3   linux_ARCH first
 * </pre>
 *
 * <p>uv has the order of pip 26.2, and starts manylinux at glibc 2.31 on riscv64 and at 2.36 on loongarch64. Of PyPy and
 * GraalPy it takes no tag without ABI. The rules are those of pip 1.4 to 26.3 and uv 0.13, read and tried in November
 * 2026; sources: the modules pep425tags of pip and tags of packaging 20.4 to 26.4. A module {@code _manylinux}, with which
 * a distribution can refuse manylinux wheels, is not considered, nor are 32-bit ARM systems without hard floats.
 */
package dev.wheelsweep.core.install;
