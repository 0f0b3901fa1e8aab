package io.perennial.insights;

import io.perennial.insights.Trait.Did;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * A member at one moment: all that a segment's {@link Condition} is judged by.
 *
 * @param segments codes of those that the member belongs to
 * @param deeds what the member did, as far as the condition asks: of purchases what did not go back, those that went back
 *     whole left out
 * @param zone the programme's
 */
public record Portrait(
        MemberFacts facts, Set<String> segments, List<Circumstances> deeds, CutPoints cuts, Instant now, ZoneId zone) {

    public Portrait {
        segments = Set.copyOf(segments);
        deeds = List.copyOf(deeds);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    /** How often the member did this, or what was paid for it. */
    public BigDecimal measure(Did did) {
        var beginning = did.window().beginning(now, zone);
        var end = did.window().end(zone);
        return deeds.stream()
                .filter(deed -> deed.type().equals(did.type()))
                .filter(deed -> beginning.isEmpty() || !deed.happenedAt().isBefore(beginning.get()))
                .filter(deed -> end.isEmpty() || deed.happenedAt().isBefore(end.get()))
                .map(deed -> measure(did, deed))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal measure(Did did, Circumstances deed) {
        var verdict = Judgement.judge(did.such(), deed);
        if (!verdict.holds()) {
            return BigDecimal.ZERO;
        }
        return switch (did.measure()) {
            case TIMES -> BigDecimal.ONE;
            case AMOUNT -> {
                var amount = deed.amount();
                if (amount == null || !amount.getCurrencyUnit().getCode().equals(did.currency())) {
                    yield BigDecimal.ZERO;
                }
                yield did.such().asks().contains(Condition.Ask.ITEMS)
                        ? BigDecimal.valueOf(
                                verdict.items().stream()
                                        .mapToLong(deed::minorOf)
                                        .sum(),
                                amount.getCurrencyUnit().getDecimalPlaces())
                        : amount.getAmount();
            }
        };
    }
}
