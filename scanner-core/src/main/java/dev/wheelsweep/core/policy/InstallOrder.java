package dev.wheelsweep.core.policy;

import java.util.Comparator;

/**
 * The order in which wheel builders write their files, and RECORD lists them: folder by folder by name, a folder's own
 * files before its subfolders. Where auditwheel uses the first file of RECORD, we use the first file in this order: it
 * is usually the same file, and does not depend on the layout of the archive.
 */
final class InstallOrder {
    static final Comparator<Binary> BY_PATH = Comparator.comparing(Binary::path, InstallOrder::compare);

    private static final char SLASH = '/';

    private InstallOrder() {}

    private static int compare(String one, String other) {
        int common = 0;
        int shorter = Math.min(one.length(), other.length());
        while (common < shorter && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        boolean oneInFolder = one.indexOf(SLASH, common) >= 0;
        boolean otherInFolder = other.indexOf(SLASH, common) >= 0;
        return oneInFolder == otherInFolder ? one.compareTo(other) : Boolean.compare(oneInFolder, otherInFolder);
    }
}
