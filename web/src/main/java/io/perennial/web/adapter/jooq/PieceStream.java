package io.perennial.web.adapter.jooq;

import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads pieces one after the other, and holds one at a time. */
final class PieceStream extends InputStream {

    private final IntFunction<byte @Nullable []> pieces;
    private byte @Nullable [] current = new byte[0];
    private int next;
    private int position;

    /** @param pieces nothing for the number after the last one's */
    PieceStream(IntFunction<byte @Nullable []> pieces) {
        this.pieces = pieces;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (current != null && position == current.length) {
            current = pieces.apply(next++);
            position = 0;
        }
        if (current == null) {
            return -1;
        }
        var count = Math.min(length, current.length - position);
        System.arraycopy(current, position, into, offset, count);
        position += count;
        return count;
    }
}
