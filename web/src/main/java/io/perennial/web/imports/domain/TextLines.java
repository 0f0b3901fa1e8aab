package io.perennial.web.imports.domain;

import io.perennial.web.imports.Limits;
import io.perennial.web.imports.domain.UnreadableFile.Fault;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text in UTF-8, packed with gzip or not, with or without byte order mark. Holds one line at a time, however
 * large the file and however long the line.
 */
final class TextLines {

    /** @param tooLong when only the beginning of the line is in {@code text} */
    record Line(long number, String text, boolean tooLong) {}

    private final InputStream bytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private byte[] line = new byte[1 << 10];
    private long number;

    TextLines(InputStream file) {
        try {
            var looked = new BufferedInputStream(file, 1 << 16);
            looked.mark(2);
            var packed = looked.read() == 0x1f && looked.read() == 0x8b;
            looked.reset();
            bytes = new Limited(packed ? new GZIPInputStream(looked, 1 << 16) : looked);
            if (fill()
                    && filled >= 3
                    && buffer[0] == (byte) 0xef
                    && buffer[1] == (byte) 0xbb
                    && buffer[2] == (byte) 0xbf) {
                position = 3;
            }
        } catch (EOFException | ZipException _) {
            throw new UnreadableFile(Fault.DAMAGED, "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return nothing at the end */
    @Nullable
    Line next() {
        var length = 0;
        var tooLong = false;
        var ended = false;
        while (!ended) {
            if (position == filled && !fill()) {
                if (length == 0 && !tooLong) {
                    return null;
                }
                break;
            }
            var end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            var taken = Math.min(end - position, Limits.LINE_BYTES - length);
            tooLong |= taken < end - position;
            if (length + taken > line.length) {
                line = Arrays.copyOf(line, Math.min(Limits.LINE_BYTES, Math.max(length + taken, 2 * line.length)));
            }
            System.arraycopy(buffer, position, line, length, taken);
            length += taken;
            ended = end < filled;
            position = ended ? end + 1 : end;
        }
        number++;
        if (length > 0 && line[length - 1] == '\r' && !tooLong) {
            length--;
        }
        return new Line(number, tooLong ? beginning() : text(length), tooLong);
    }

    /** Cut where it may be within a character, and so not judged. */
    private String beginning() {
        return new String(line, 0, SourceLine.MOST_KEPT, StandardCharsets.UTF_8);
    }

    private String text(int length) {
        for (var i = 0; i < length; i++) {
            if (line[i] < 0) {
                try {
                    return decoder.decode(ByteBuffer.wrap(line, 0, length)).toString();
                } catch (CharacterCodingException _) {
                    throw new UnreadableFile(Fault.WRONG_ENCODING, Long.toString(number));
                }
            }
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    private boolean fill() {
        try {
            position = 0;
            filled = bytes.readNBytes(buffer, 0, buffer.length);
            return filled > 0;
        } catch (EOFException | ZipException _) {
            throw new UnreadableFile(Fault.DAMAGED, Long.toString(number + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A small packed file may unpack without end. */
    private static final class Limited extends FilterInputStream {

        private long left = Limits.UNPACKED_BYTES;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var count = super.read(into, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new UnreadableFile(Fault.TOO_LARGE_UNPACKED, "");
            }
            return count;
        }
    }
}
