package io.perennial.web.imports.domain;

import io.perennial.membership.Identifier;
import io.perennial.points.AdjustByFile.LeftOut;
import io.perennial.points.AdjustByFile.Line;
import io.perennial.points.AdjustByFile.Problem;
import io.perennial.web.imports.domain.UnreadableFile.Fault;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of adjustments: a heading with the columns member, points, reason and, if wished, note, in any order. A member
 * is named by customer number, e-mail address or phone number with a plus.
 */
public final class AdjustmentReader {

    /** @param lines that could be read, and {@code leftOut} those that could not */
    public record Read(List<Line> lines, List<LeftOut> leftOut) {}

    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final Pattern POINTS = Pattern.compile("[+-]?[0-9]{1,9}");
    private static final int LONGEST_SHOWN = 120;

    private AdjustmentReader() {}

    /**
     * @param most more lines than this are not looked at; one more is handed out, so that it shows
     * @throws UnreadableFile when there is no sense in reading on
     */
    public static Read read(InputStream file, int most) {
        var source = new TextLines(file);
        var heading = source.next();
        while (heading != null && heading.text().isBlank()) {
            heading = source.next();
        }
        if (heading == null) {
            throw new UnreadableFile(Fault.EMPTY, "");
        }
        var separator = separator(heading.text());
        var places = places(heading.text(), separator);
        var missing = List.of("member", "points", "reason").stream()
                .filter(column -> !places.containsKey(column))
                .toList();
        if (!missing.isEmpty()) {
            throw new UnreadableFile(Fault.MISSING_COLUMNS, String.join(", ", missing));
        }
        var lines = new ArrayList<Line>();
        var leftOut = new ArrayList<LeftOut>();
        var records = new CsvRecords(source, separator);
        for (var record = records.next();
                record != null && lines.size() + leftOut.size() <= most;
                record = records.next()) {
            var number = Math.toIntExact(record.source().number());
            var fields = record.fields();
            if (fields == null || fields.size() < places.size()) {
                leftOut.add(new LeftOut(
                        number, Problem.BROKEN_LINE, shown(record.source().text())));
                continue;
            }
            var member = member(field(fields, places, "member"));
            var points = field(fields, places, "points").replace("−", "-");
            if (member.isEmpty()) {
                leftOut.add(new LeftOut(
                        number, Problem.BAD_MEMBER, shown(record.source().text())));
            } else if (!POINTS.matcher(points).matches()) {
                leftOut.add(new LeftOut(
                        number, Problem.BAD_POINTS, shown(record.source().text())));
            } else {
                lines.add(new Line(
                        number,
                        member.get(),
                        Long.parseLong(points),
                        field(fields, places, "reason").toLowerCase(Locale.ROOT),
                        Optional.of(field(fields, places, "note")).filter(note -> !note.isEmpty())));
            }
        }
        return new Read(lines, leftOut);
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

    private static String shown(String line) {
        return line.substring(0, Math.min(LONGEST_SHOWN, line.length()));
    }
}
