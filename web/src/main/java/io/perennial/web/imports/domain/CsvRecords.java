package io.perennial.web.imports.domain;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV text. A quoted field may span lines, but a quote without an end must not swallow the rest of the file:
 * when it does not close within {@value #MOST_SPANNED} lines, its own line is broken and reading goes on with the next.
 */
final class CsvRecords {

    static final int MOST_SPANNED = 10;
    private static final int MOST_SPANNED_CHARACTERS = 1 << 16;

    /** @param fields nothing when the line is broken; {@code tooLong} lines are never looked into */
    record CsvLine(SourceLine source, @Nullable List<String> fields, boolean tooLong) {}

    private final TextLines lines;
    private final CsvReader.CsvReaderBuilder strict;
    private final CsvReader.CsvReaderBuilder tolerant;
    private final Deque<TextLines.Line> ahead = new ArrayDeque<>();

    CsvRecords(TextLines lines, char separator) {
        this.lines = lines;
        this.strict = CsvReader.builder().fieldSeparator(separator).allowUnclosedQuote(false);
        this.tolerant = CsvReader.builder().fieldSeparator(separator).allowUnclosedQuote(true);
    }

    /** Lines without any character are none. Nothing at the end. */
    @Nullable
    CsvLine next() {
        var first = take();
        while (first != null && first.text().isBlank()) {
            first = take();
        }
        if (first == null) {
            return null;
        }
        var source = new SourceLine(first.number(), first.text());
        if (first.tooLong()) {
            return new CsvLine(source, null, true);
        }
        if (!isText(first.text())) {
            return new CsvLine(source, null, false);
        }
        var fields = split(strict, first.text());
        if (fields == null && first.text().indexOf('"') >= 0 && split(tolerant, first.text()) != null) {
            return spanning(first, source);
        }
        return new CsvLine(source, fields, false);
    }

    private CsvLine spanning(TextLines.Line first, SourceLine source) {
        var text = new StringBuilder(first.text());
        var looked = new ArrayList<TextLines.Line>();
        while (looked.size() < MOST_SPANNED - 1 && text.length() < MOST_SPANNED_CHARACTERS) {
            var line = take();
            if (line == null) {
                break;
            }
            looked.add(line);
            text.append('\n').append(line.text());
            if (line.tooLong() || !isText(line.text())) {
                break;
            }
            if (line.text().indexOf('"') >= 0) {
                var whole = text.toString();
                var fields = split(strict, whole);
                if (fields != null) {
                    return new CsvLine(new SourceLine(first.number(), whole), fields, false);
                }
                if (split(tolerant, whole) == null) {
                    break;
                }
            }
        }
        looked.reversed().forEach(ahead::addFirst);
        return new CsvLine(source, null, false);
    }

    private TextLines.@Nullable Line take() {
        return ahead.isEmpty() ? lines.next() : ahead.removeFirst();
    }

    private static @Nullable List<String> split(CsvReader.CsvReaderBuilder format, String text) {
        try {
            return format.ofSingleCsvRecord(text).getFields();
        } catch (CsvParseException _) {
            return null;
        }
    }

    private static boolean isText(String text) {
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character < ' ' && character != '\t') {
                return false;
            }
        }
        return true;
    }
}
