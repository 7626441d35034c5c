package dev.wheelsweep.core.input;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Parts of a file that are in memory, none of which overlap. If there are too many bytes, those used longest ago go first. */
final class Pieces {
    private final RangedFile.Sizes sizes;
    private final TreeMap<Long, Piece> byOffset = new TreeMap<>();
    /** The offsets of all pieces, in the order in which they were used. */
    private final Map<Long, Piece> byUse = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** @param ahead bytes to read next, if a view goes on where the piece ends */
    private record Piece(long offset, ByteBuffer content, int ahead) {
        private long end() {
            return offset + content.limit();
        }
    }

    Pieces(RangedFile.Sizes sizes) {
        this.sizes = sizes;
    }

    long bytes() {
        return bytes;
    }

    /** @param content of which no byte is held; it belongs to the pieces from now on */
    void add(long offset, ByteBuffer content) {
        Piece piece = new Piece(offset, content.slice(), Math.min(sizes.mostAhead(), 2 * aheadAt(offset)));
        byOffset.put(offset, piece);
        byUse.put(offset, piece);
        bytes += piece.content().limit();
        Iterator<Piece> oldest = byUse.values().iterator();
        while (bytes > sizes.held() && byUse.size() > 1) {
            Piece dropped = oldest.next();
            oldest.remove();
            byOffset.remove(dropped.offset());
            bytes -= dropped.content().limit();
        }
    }

    /** Drops the pieces that are within a range. */
    void drop(long from, long to) {
        Iterator<Piece> pieces = byOffset.subMap(from, to).values().iterator();
        while (pieces.hasNext()) {
            Piece dropped = pieces.next();
            if (dropped.end() <= to) {
                pieces.remove();
                byUse.remove(dropped.offset());
                bytes -= dropped.content().limit();
            }
        }
    }

    /** @return these bytes, if one piece has all of them */
    Optional<ByteBuffer> slice(long offset, int length) {
        if (length == 0) {
            return Optional.of(ByteBuffer.allocate(0));
        }
        return at(offset)
                .filter(piece -> length <= piece.end() - offset)
                .map(piece -> piece.content().slice((int) (offset - piece.offset()), length));
    }

    /** Copies as many bytes as there are from one piece, and as there is room for. @return whether there were any */
    boolean copy(long offset, ByteBuffer to) {
        Optional<Piece> piece = at(offset);
        if (piece.isEmpty()) {
            return false;
        }
        int count = (int) Math.min(to.remaining(), piece.get().end() - offset);
        to.put(piece.get().content().slice((int) (offset - piece.get().offset()), count));
        return true;
    }

    private Optional<Piece> at(long offset) {
        Map.Entry<Long, Piece> before = byOffset.floorEntry(offset);
        if (before == null || before.getValue().end() <= offset) {
            return Optional.empty();
        }
        return Optional.of(byUse.get(before.getKey())); // Marks it as used.
    }

    /** @return how many bytes to read from an offset on: more if a piece ends there, since a reader goes on */
    int aheadAt(long offset) {
        Map.Entry<Long, Piece> before = byOffset.lowerEntry(offset);
        return before != null && before.getValue().end() == offset
                ? before.getValue().ahead()
                : sizes.ahead();
    }

    /** @return where the first piece after an offset begins, else the end of the file */
    long nextAfter(long offset, long end) {
        Long next = byOffset.higherKey(offset);
        return next == null ? end : next;
    }

    /** @return the parts of a range that are not held, ascending */
    List<RangeReader.Range> missing(long from, long to) {
        List<RangeReader.Range> missing = new ArrayList<>();
        long at = from;
        while (at < to) {
            Optional<Piece> piece = at(at);
            if (piece.isPresent()) {
                at = piece.get().end();
            } else {
                long end = Math.min(to, nextAfter(at, to));
                missing.add(new RangeReader.Range(at, (int) (end - at)));
                at = end;
            }
        }
        return missing;
    }
}
