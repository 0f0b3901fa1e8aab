package io.perennial.web.pages;

import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.points.ReadProof;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadStatement.Line;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Statements of some time, to be printed. */
@Component
public class PrintedStatements {

    private static final int PAGE = 200;
    private static final int MOST = 2_000;

    private final ReadStatement statements;
    private final ReadProof proof;
    private final Reasons reasons;
    private final Programme programme;
    private final Clock clock;

    public PrintedStatements(
            ReadStatement statements, ReadProof proof, Reasons reasons, Programme programme, Clock clock) {
        this.statements = statements;
        this.proof = proof;
        this.reasons = reasons;
        this.programme = programme;
        this.clock = clock;
    }

    /**
     * @param rows oldest first
     * @param opening balance less what was owed before the first day
     * @param tooMany whether the time holds more than can be printed; then only the newest are there
     */
    public record Printed(
            LocalDate from,
            LocalDate until,
            long opening,
            long in,
            long out,
            long closing,
            List<Row> rows,
            boolean tooMany,
            ReadProof.Head head) {}

    public record Row(Line line, String why) {}

    /** A year up to today, where the days are not given or no days. */
    public Printed of(MemberId member, Optional<String> first, Optional<String> last, Locale locale) {
        var today = LocalDate.ofInstant(clock.instant(), programme.zone());
        var until = last.flatMap(PrintedStatements::day).orElse(today);
        var from = first.flatMap(PrintedStatements::day)
                .filter(day -> !day.isAfter(until))
                .orElse(until.minusYears(1).plusDays(1));
        var start = from.atStartOfDay(programme.zone()).toInstant();
        var end = until.plusDays(1).atStartOfDay(programme.zone()).toInstant();
        var head = proof.head(member);
        var lines = new ArrayList<Line>();
        var opening = 0L;
        Optional<Long> before = Optional.empty();
        var more = true;
        reading:
        while (more) {
            var page = statements.page(member, before, PAGE);
            for (var line : page.lines()) {
                if (line.bookedAt().isBefore(start) || lines.size() == MOST) {
                    opening = after(line);
                    break reading;
                }
                if (line.bookedAt().isBefore(end)) {
                    lines.add(line);
                }
            }
            more = page.hasMore();
            if (more) {
                before = Optional.of(page.lines().getLast().sequence());
            }
        }
        var rows = lines.reversed().stream()
                .map(line -> new Row(line, reasons.sentence(line.why(), locale)))
                .toList();
        return new Printed(
                from,
                until,
                opening,
                lines.stream()
                        .mapToLong(Line::points)
                        .filter(points -> points > 0)
                        .sum(),
                lines.stream()
                        .mapToLong(Line::points)
                        .filter(points -> points < 0)
                        .sum(),
                lines.isEmpty() ? opening : after(lines.getFirst()),
                rows,
                lines.size() == MOST,
                head);
    }

    private static long after(Line line) {
        return line.balanceAfter().value() - line.owedAfter().value();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() >= 1900 && day.getYear() < 10_000);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
