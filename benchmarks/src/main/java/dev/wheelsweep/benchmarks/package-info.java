/**
 * Measures the stages of a scan with JMH, and has programs that are timed as a whole.
 *
 * <pre>
 *   stage              benchmark                    contenders
 *   floor              ReadFloorBenchmark           every page touched, every byte read: no reader can be faster
 *   central directory  CentralDirectoryBenchmark    ours, java.util.zip, Commons Compress
 *   inflate            InflateBenchmark             ours, java.util.zip, Commons Compress, igzip (native)
 *   ELF facts          ElfFactsBenchmark            from an entry decoded as far as asked, from the whole entry
 *   wheel              WheelScanBenchmark           the whole pipeline, mapped and read by position
 * </pre>
 *
 * <p>A contender is timed only after it gave the same answer as the others: every set-up throws if it did not.
 *
 * <p>{@link dev.wheelsweep.benchmarks.Corpus} draws the input from real wheels, if {@code -Dwheelsweep.wheels} names folders
 * with some; otherwise {@link dev.wheelsweep.benchmarks.GeneratedWheels} makes wheels with the sizes and ratios of real ones.
 *
 * <p>{@link dev.wheelsweep.benchmarks.StageBenchmarks} is what {@code benchmarks/run} runs. {@link
 * dev.wheelsweep.benchmarks.CoreScan} and {@link dev.wheelsweep.benchmarks.InflateWhole} are programs for {@code
 * benchmarks/programs}. {@link dev.wheelsweep.benchmarks.RangedScan}, {@link dev.wheelsweep.benchmarks.RangesOrDownloads} and
 * {@link dev.wheelsweep.benchmarks.InFlightMemory} measure reading over a network. {@link
 * dev.wheelsweep.benchmarks.FewestBytes} counts how few bytes any design must decode.
 */
package dev.wheelsweep.benchmarks;
