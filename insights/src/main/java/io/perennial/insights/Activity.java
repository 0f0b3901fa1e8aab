package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Something that a member did, as its source tells it. (source, reference) is its business key: it counts once for ever.
 *
 * @param source who tells it, e.g. {@code web-shop}, {@code till-7}, {@code portal}; 1 to 40 of {@code a-z 0-9 . _ -}
 * @param reference the source's own number for it; 1 to 100 printable ASCII characters without blanks
 * @param happenedAt when it happened, which may be long ago (not before 1900); judged by the rules of that time. Kept to the
 *     microsecond, anything finer is cut off
 * @param channel where: {@code web}, {@code app}, {@code pos}, {@code file}, {@code api}, {@code portal}
 * @param store the shop or till, if any; at most 64 characters
 * @param amount what was paid or paid back, never negative, below {@value #LARGEST_MAJOR} units; present on purchases and
 *     refunds, absent on all others
 * @param refundOf on a refund: the reference of the purchase, at the same source, if known
 * @param items may be empty, at most {@value #MOST_ITEMS}
 */
public record Activity(
        MemberId member,
        ActivityType type,
        String source,
        String reference,
        Instant happenedAt,
        String channel,
        @Nullable String store,
        @Nullable Money amount,
        @Nullable String refundOf,
        List<Item> items) {

    public static final long LARGEST_MAJOR = 1_000_000_000;
    public static final int MOST_ITEMS = 2_000;

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant TOO_LATE = Instant.parse("9999-01-01T00:00:00Z");
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final Pattern REFERENCE = Pattern.compile("[!-~]{1,100}");
    private static final Pattern CHANNEL = Pattern.compile("[a-z]{1,16}");

    /** @throws IllegalArgumentException when any of the bounds above is not kept */
    public Activity {
        happenedAt = happenedAt.truncatedTo(ChronoUnit.MICROS);
        items = List.copyOf(items);
        if (happenedAt.isBefore(EARLIEST) || !happenedAt.isBefore(TOO_LATE)) {
            throw new IllegalArgumentException("happenedAt: from 1900 on");
        }
        if (!SOURCE.matcher(source).matches()) {
            throw new IllegalArgumentException("source: 1 to 40 of a-z 0-9 . _ -");
        }
        if (!REFERENCE.matcher(reference).matches()
                || (refundOf != null && !REFERENCE.matcher(refundOf).matches())) {
            throw new IllegalArgumentException("reference: 1 to 100 printable characters without blanks");
        }
        if (!CHANNEL.matcher(channel).matches() || (store != null && store.length() > 64)) {
            throw new IllegalArgumentException("channel: a short lower-case word; store: at most 64 characters");
        }
        if (items.size() > MOST_ITEMS) {
            throw new IllegalArgumentException("items: at most " + MOST_ITEMS);
        }
        var carriesMoney = type.equals(ActivityType.PURCHASE) || type.equals(ActivityType.REFUND);
        if (carriesMoney != (amount != null)) {
            throw new IllegalArgumentException("amount: purchases and refunds have one, others do not");
        }
        if (amount != null
                && (amount.isNegative() || amount.getAmount().compareTo(BigDecimal.valueOf(LARGEST_MAJOR)) >= 0)) {
            throw new IllegalArgumentException("amount: not negative, below one billion");
        }
        if (refundOf != null && !type.equals(ActivityType.REFUND)) {
            throw new IllegalArgumentException("refundOf: only a refund has one");
        }
    }
}
