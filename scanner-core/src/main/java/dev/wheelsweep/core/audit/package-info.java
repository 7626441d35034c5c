/**
 * Where an archive contradicts itself, so that two zip readers may see two wheels. Nothing is decoded, and nothing that is
 * found here changes what {@link dev.wheelsweep.core.zip} reads.
 *
 * <pre>
 *   ArchiveAudit.of    every check below, once per archive; the result is a list of ZipOddity
 *     EndAudit           end record and ZIP64 end record: counts, offsets, a second end, trailing bytes
 *     HeaderAudit        local header and data descriptor against the central header
 *     NameAudit          duplicate, colliding, unsafe, undecodable names
 *     LayoutAudit        bytes before, between and inside entries
 *   PypiUploadRules.objection    the first of PyPI's upload rules that the wheel breaks
 *     UploadWalk         the records in file order, as PyPI's upload check reads them
 *     PypiPlatformTags   the platform tags that PyPI accepts
 *     UploadedMetadata   METADATA against the file name and the archive
 * </pre>
 */
package dev.wheelsweep.core.audit;
