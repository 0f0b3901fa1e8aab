package io.perennial.web.imports.domain;

import io.perennial.membership.Identifier;
import io.perennial.points.AdjustByFile;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.domain.CsvRecords.CsvLine;
import io.perennial.web.imports.domain.UnreadableFile.Fault;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of adjustments: a heading with the columns member, points, reason and, if wished, note, in any order. A member
 * is named by customer number, e-mail address or phone number with a plus. Each line is a finding.
 */
public final class AdjustmentReader implements Findings {

    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final Pattern POINTS = Pattern.compile("[+-]?[0-9]{1,9}");

    private final CsvRecords records;
    private final Map<String, Integer> places;
    private int read;

    /** @throws UnreadableFile when there is no sense in reading on */
    public AdjustmentReader(InputStream file) {
        var source = new TextLines(file);
        var heading = source.next();
        while (heading != null && heading.text().isBlank()) {
            heading = source.next();
        }
        if (heading == null) {
            throw new UnreadableFile(Fault.EMPTY, "");
        }
        var separator = separator(heading.text());
        this.places = places(heading.text(), separator);
        var missing = List.of("member", "points", "reason").stream()
                .filter(column -> !places.containsKey(column))
                .toList();
        if (!missing.isEmpty()) {
            throw new UnreadableFile(Fault.MISSING_COLUMNS, String.join(", ", missing));
        }
        this.records = new CsvRecords(source, separator);
    }

    @Override
    public Optional<Finding> next() {
        var line = records.next();
        if (line == null) {
            return Optional.empty();
        }
        if (++read > AdjustByFile.MOST_LINES) {
            throw new UnreadableFile(Fault.TOO_MANY_LINES, String.valueOf(AdjustByFile.MOST_LINES));
        }
        return Optional.of(found(line));
    }

    private Finding found(CsvLine line) {
        var source = line.source();
        var fields = line.fields();
        if (line.tooLong()) {
            return leftOut(source, LeftOutReason.LINE_TOO_LONG);
        }
        if (fields == null || fields.size() < places.size()) {
            return leftOut(source, LeftOutReason.BROKEN_LINE);
        }
        var member = member(field(fields, places, "member"));
        if (member.isEmpty()) {
            return leftOut(source, LeftOutReason.BAD_MEMBER);
        }
        var points = field(fields, places, "points").replace("−", "-");
        if (!POINTS.matcher(points).matches()) {
            return leftOut(source, LeftOutReason.BAD_POINTS);
        }
        return new Finding.Adjustment(
                new AdjustByFile.Line(
                        Math.toIntExact(source.number()),
                        member.get(),
                        Long.parseLong(points),
                        field(fields, places, "reason").toLowerCase(Locale.ROOT),
                        Optional.of(field(fields, places, "note")).filter(note -> !note.isEmpty())),
                source);
    }

    private static Finding leftOut(SourceLine line, LeftOutReason reason) {
        return new Finding.Stray(new Finding.LeftOut(line, reason));
    }

    private static char separator(String heading) {
        for (var separator : SEPARATORS) {
            if (heading.indexOf(separator) >= 0) {
                return separator;
            }
        }
        return ',';
    }

    private static Map<String, Integer> places(String heading, char separator) {
        var places = new HashMap<String, Integer>();
        var names = heading.split(Pattern.quote(String.valueOf(separator)), -1);
        for (var i = 0; i < names.length; i++) {
            places.putIfAbsent(names[i].strip().replace("\"", "").toLowerCase(Locale.ROOT), i);
        }
        return places;
    }

    private static String field(List<String> fields, Map<String, Integer> places, String column) {
        @Nullable Integer at = places.get(column);
        return at == null || at >= fields.size() ? "" : fields.get(at).strip();
    }

    private static Optional<Identifier> member(String typed) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        var kind = typed.indexOf('@') > 0
                ? Identifier.Kind.EMAIL
                : typed.startsWith("+") ? Identifier.Kind.PHONE : Identifier.Kind.CUSTOMER_NUMBER;
        return Identifier.parse(kind, typed);
    }
}
