package io.perennial.web.api;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.web.api.ActivityBody.AmountBody;
import io.perennial.web.api.ActivityBody.ItemBody;
import io.perennial.web.api.Checked.Fault;
import io.perennial.web.api.Checked.Named;
import io.perennial.web.api.Checked.Unaddressed;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Looks at one field after the other. */
final class FieldReading {

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final Pattern REFERENCE = Pattern.compile("[!-~]{1,100}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern CHANNEL = Pattern.compile("[a-z]{1,16}");
    private static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");
    private static final BigDecimal BILLION = BigDecimal.valueOf(Activity.LARGEST_MAJOR);
    private static final String OURS = "portal";
    private static final int MOST_FAULTS = 20;

    /** Stands for the member until it is looked up; never leaves this package. */
    private static final MemberId NOBODY = new MemberId(new UUID(0, 0));

    private FieldReading() {}

    static Checked<Named> checkMember(@Nullable MemberName name, String at) {
        var faults = new Faults(at);
        var named = member(name, faults);
        return named == null ? new Checked.Faulty<>(faults.found) : new Checked.Sound<>(named);
    }

    static Checked<Unaddressed> checkActivity(ActivityBody body, String at) {
        var faults = new Faults(at);
        var unaddressed = activity(body, faults);
        return unaddressed == null ? new Checked.Faulty<>(faults.found) : new Checked.Sound<>(unaddressed);
    }

    private static @Nullable Named member(@Nullable MemberName name, Faults faults) {
        var given = name == null ? Map.<String, String>of() : name.identifiers();
        var id = name == null ? null : name.id();
        if (given.size() + (id == null ? 0 : 1) != 1) {
            faults.add("/member", name == null ? "required" : "not-exactly-one");
            return null;
        }
        if (id != null) {
            try {
                return new Named.ById(MemberId.of(id));
            } catch (IllegalArgumentException _) {
                faults.add("/member/id", "not-an-id");
                return null;
            }
        }
        var field = given.keySet().iterator().next();
        var identifier = Identifier.parse(MemberName.kind(field), Objects.requireNonNull(given.get(field)));
        if (identifier.isEmpty()) {
            faults.add("/member/" + field, "not-an-identifier");
            return null;
        }
        return new Named.ByIdentifier(identifier.get());
    }

    private static @Nullable Unaddressed activity(ActivityBody body, Faults faults) {
        var member = member(body.member(), faults);
        var type = matching(body.type(), TYPE, "/type", faults);
        var source = matching(body.source(), SOURCE, "/source", faults);
        if (OURS.equals(source)) {
            faults.add("/source", "reserved");
        }
        var reference = matching(body.reference(), REFERENCE, "/reference", faults);
        var happenedAt = moment(body.happenedAt(), faults);
        var channel = body.channel() == null ? "api" : matching(body.channel(), CHANNEL, "/channel", faults);
        var store = text(body.store(), 64, "/store", faults);
        var money = ActivityType.PURCHASE.code().equals(type)
                || ActivityType.REFUND.code().equals(type);
        var amount = amount(body.amount(), money, faults);
        if (body.refundOf() != null) {
            if (!ActivityType.REFUND.code().equals(type)) {
                faults.add("/refundOf", "not-allowed");
            } else {
                matching(body.refundOf(), REFERENCE, "/refundOf", faults);
            }
        }
        var items = items(body.items(), faults);
        if (!faults.found.isEmpty()) {
            return null;
        }
        return new Unaddressed(
                Objects.requireNonNull(member),
                new Activity(
                        NOBODY,
                        new ActivityType(Objects.requireNonNull(type)),
                        Objects.requireNonNull(source),
                        Objects.requireNonNull(reference),
                        Objects.requireNonNull(happenedAt),
                        Objects.requireNonNull(channel),
                        store,
                        amount,
                        body.refundOf(),
                        items));
    }

    private static @Nullable String matching(@Nullable String written, Pattern form, String pointer, Faults faults) {
        if (written == null) {
            faults.add(pointer, "required");
        } else if (!form.matcher(written).matches()) {
            faults.add(pointer, "bad-form", form.pattern());
        } else {
            return written;
        }
        return null;
    }

    private static @Nullable String text(@Nullable String written, int longest, String pointer, Faults faults) {
        if (written == null) {
            return null;
        }
        var text = written.strip();
        if (text.length() > longest) {
            faults.add(pointer, "too-long", longest);
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            faults.add(pointer, "not-a-text");
        }
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Instant moment(@Nullable String written, Faults faults) {
        if (written == null) {
            faults.add("/happenedAt", "required");
            return null;
        }
        try {
            var moment = OffsetDateTime.parse(written).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (!moment.isBefore(EARLIEST) && moment.isBefore(LATEST)) {
                return moment;
            }
        } catch (DateTimeException _) {
            // told below
        }
        faults.add("/happenedAt", "not-a-moment");
        return null;
    }

    private static @Nullable Money amount(@Nullable AmountBody amount, boolean wanted, Faults faults) {
        if (amount == null) {
            if (wanted) {
                faults.add("/amount", "required");
            }
            return null;
        }
        if (!wanted) {
            faults.add("/amount", "not-allowed");
            return null;
        }
        CurrencyUnit currency = null;
        if (amount.currency() == null) {
            faults.add("/amount/currency", "required");
        } else {
            try {
                currency = CurrencyUnit.of(amount.currency());
            } catch (IllegalCurrencyException _) {
                faults.add("/amount/currency", "not-a-currency");
            }
        }
        var value =
                decimal(amount.value(), currency == null ? 4 : currency.getDecimalPlaces(), "/amount/value", faults);
        return value == null || currency == null ? null : Money.of(currency, value);
    }

    private static @Nullable BigDecimal decimal(
            @Nullable BigDecimal written, int decimals, String pointer, Faults faults) {
        if (written == null) {
            faults.add(pointer, "required");
            return null;
        }
        if (written.signum() < 0) {
            faults.add(pointer, "negative");
            return null;
        }
        // Compares without writing it out: 1e999999999 is a short number with a long form.
        if (written.signum() > 0 && (long) written.precision() - written.scale() > 10) {
            faults.add(pointer, "too-large");
            return null;
        }
        var plain = written.signum() == 0 ? BigDecimal.ZERO : written.stripTrailingZeros();
        if (plain.scale() > decimals) {
            faults.add(pointer, "too-many-decimals", decimals);
            return null;
        }
        if (plain.compareTo(BILLION) >= 0) {
            faults.add(pointer, "too-large");
            return null;
        }
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static List<Item> items(@Nullable List<@Nullable ItemBody> written, Faults faults) {
        if (written == null) {
            return List.of();
        }
        if (written.size() > Activity.MOST_ITEMS) {
            faults.add("/items", "too-many", Activity.MOST_ITEMS);
            return List.of();
        }
        var items = new ArrayList<Item>();
        for (var i = 0; i < written.size() && faults.found.size() < MOST_FAULTS; i++) {
            var at = "/items/" + i;
            var item = written.get(i);
            if (item == null) {
                faults.add(at, "required");
                continue;
            }
            var before = faults.found.size();
            var sku = text(item.sku(), 64, at + "/sku", faults);
            if (sku == null) {
                faults.add(at + "/sku", "required");
            }
            var name = text(item.name(), 200, at + "/name", faults);
            var category = text(item.category(), 64, at + "/category", faults);
            if (item.quantity() == null) {
                faults.add(at + "/quantity", "required");
            } else if (item.quantity() < 1 || item.quantity() > 1_000_000) {
                faults.add(at + "/quantity", "out-of-range", 1, 1_000_000);
            }
            var price = decimal(item.unitPrice(), 4, at + "/unitPrice", faults);
            if (faults.found.size() == before) {
                items.add(new Item(
                        Objects.requireNonNull(sku),
                        name == null ? "" : name,
                        category,
                        Objects.requireNonNull(item.quantity()),
                        Objects.requireNonNull(price)));
            }
        }
        return items;
    }

    /** The faults found so far. */
    private static final class Faults {

        private final String at;
        private final List<Fault> found = new ArrayList<>();

        Faults(String at) {
            this.at = at;
        }

        void add(String pointer, String code, Object... arguments) {
            found.add(new Fault(at + pointer, code, List.of(arguments)));
        }
    }
}
