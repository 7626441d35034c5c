package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.SbomComponent;
import java.util.List;

/**
 * The facts of a wheel whose zip container can be read.
 *
 * @param entries number of entries in the central directory
 * @param distInfo what WHEEL, METADATA and RECORD say
 * @param elfFiles in the order of the central directory
 * @param failures of single entries; the other entries are read nevertheless
 * @param sbomComponents of every bill of materials in dist-info
 * @param zipOddities where other readers of the zip would see something else
 * @param bytesRead bytes of the file that were needed: the directory and compressed data
 * @param bytesDecoded uncompressed bytes produced
 */
record WheelContents(
        int entries,
        DistInfo distInfo,
        List<ElfFile> elfFiles,
        List<Failure> failures,
        List<SbomComponent> sbomComponents,
        List<ZipOddity> zipOddities,
        long bytesRead,
        long bytesDecoded) {}
