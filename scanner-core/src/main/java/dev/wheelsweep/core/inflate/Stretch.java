package dev.wheelsweep.core.inflate;

/**
 * What was decoded in one go: some pieces, up to where the stretch after it begins. Markers among its cells mean the
 * window before it, of which the stretch before it, if there is one, holds the cells:
 *
 * <pre>
 *   before           |========== this ==========|
 *        |= window ==|<- start        |= seam ==|
 * </pre>
 */
final class Stretch {
    /** The cells of the window before the stretch after it. */
    private final byte[] seam;

    /** The stretch before it, or null as long as it is the first. */
    private Stretch before;

    Stretch(byte[] seam) {
        this.seam = seam;
    }

    void follows(Stretch newBefore) {
        before = newBefore;
    }

    /** @return what a cell is a copy of: a byte, or a marker for the window before the first stretch */
    int original(int cell) {
        int original = cell;
        for (Stretch each = before; original >= Cells.FIRST_MARKER && each != null; each = each.before) {
            original = Cells.get(each.seam, Cells.SIZE * (original - Cells.FIRST_MARKER));
        }
        return original;
    }
}
