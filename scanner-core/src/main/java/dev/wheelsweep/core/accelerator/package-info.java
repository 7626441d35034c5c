/**
 * Which accelerators' software a wheel uses, and of which release: CUDA, ROCm, oneAPI and others, and the runtimes of which a
 * process should have one, such as OpenMP and BLAS.
 *
 * <pre>
 *   a file needs libcufft.so.11          CUDA 12
 *   a file is libcublas.so.12            CUDA 12, and the wheel brings it
 *   $ORIGIN/../../nvidia/cu13/lib        CUDA 13
 *   torch-2.9.0+cu126                    CUDA 12.6
 *   Requires-Dist: nvidia-cuda-runtime-cu12==12.6.77    CUDA 12.6
 *
 *   AcceleratorCatalog   what shows the use of a stack: {@code accelerators.tsv}
 *   AcceleratorUse       one piece of evidence
 *   DeviceStack          all evidence of one stack that needs a device
 *   RuntimeConflict      runtimes that disturb each other in one process
 *   OldestDrivers        the oldest driver for a release of CUDA or ROCm: {@code drivers.tsv}
 * </pre>
 *
 * <p>Not read is the code for the device itself, in sections such as {@code .nv_fatbin}: these lie in the middle of a file,
 * whose stream is decoded only at its ends. Nor is a library seen that a program opens by dlopen, unless a note, a search path,
 * a label or a requirement shows its stack.
 *
 * <p>Which compilers of the host a release supports is known of CUDA alone, and a question about whole datasets. AMD states
 * none for ROCm: {@code hipcc} compiles the code for host and device with the clang that each release brings.
 */
package dev.wheelsweep.core.accelerator;
