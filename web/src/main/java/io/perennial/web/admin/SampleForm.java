package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Item;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.points.EarnRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * One activity to try a rule on, as typed.
 *
 * @param amount empty for what the items come to
 * @param at empty for now, or for when the rule begins
 * @param first {@code yes} when it is the member's first purchase
 * @param birthday {@code yes} when the member's birthday is in the same month
 */
record SampleForm(
        String amount,
        String currency,
        String at,
        String tier,
        String store,
        String channel,
        String first,
        String birthday,
        List<Line> items) {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(999_999_999);
    private static final int LINES = 2;
    private static final int MOST_OF_AN_ITEM = 10_000;

    SampleForm(
            @Nullable String amount,
            @Nullable String currency,
            @Nullable String at,
            @Nullable String tier,
            @Nullable String store,
            @Nullable String channel,
            @Nullable String first,
            @Nullable String birthday,
            @Nullable List<Line> items) {
        this.amount = Typed.text(amount);
        this.currency = Typed.text(currency);
        this.at = Typed.text(at);
        this.tier = Typed.text(tier);
        this.store = Typed.text(store);
        this.channel = Typed.text(channel);
        this.first = Typed.text(first);
        this.birthday = Typed.text(birthday);
        var lines = new ArrayList<>(
                items == null ? List.of() : items.stream().limit(LINES).toList());
        while (lines.size() < LINES) {
            lines.add(new Line("", "", "", "", "1"));
        }
        this.items = List.copyOf(lines);
    }

    record Line(String name, String category, String article, String price, String quantity) {

        Line(
                @Nullable String name,
                @Nullable String category,
                @Nullable String article,
                @Nullable String price,
                @Nullable String quantity) {
            this.name = Typed.text(name);
            this.category = Typed.text(category);
            this.article = Typed.text(article);
            this.price = Typed.text(price);
            this.quantity = Typed.text(quantity);
        }

        boolean isBlank() {
            return name.isEmpty() && category.isEmpty() && article.isEmpty() && price.isEmpty();
        }
    }

    static SampleForm usual(Programme programme) {
        return new SampleForm("100.00", programme.usualCurrency(), "", "", "", "", "", "", null);
    }

    /** The activity, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<Circumstances> read(EarnRule rule, Instant now, Programme programme, BindingResult errors) {
        var zone = programme.zone();
        var soonest = rule.effectiveFrom().isAfter(now) ? rule.effectiveFrom() : now;
        var moment = at.isEmpty() ? Optional.of(soonest) : Typed.moment(at, zone);
        if (moment.isEmpty()) {
            errors.rejectValue("sample.at", "admin.form.moment.unreadable");
        }
        var basket = items(errors);
        var money = rule.activityType().equals(ActivityType.PURCHASE) ? money(basket, errors) : null;
        if (errors.hasErrors() || moment.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Circumstances(
                MemberId.next(),
                rule.activityType(),
                moment.get(),
                channel.isEmpty() ? "web" : channel,
                store.isEmpty() ? null : store,
                money,
                basket,
                tier.isEmpty() ? null : tier,
                birthday.equals("yes") ? dayInTheMonthOf(moment.get(), zone) : null,
                first.equals("yes"),
                zone));
    }

    private static LocalDate dayInTheMonthOf(Instant moment, ZoneId zone) {
        return moment.atZone(zone).toLocalDate().withDayOfMonth(1).minusYears(30);
    }

    private List<Item> items(BindingResult errors) {
        var read = new ArrayList<Item>();
        for (var index = 0; index < items.size(); index++) {
            var line = items.get(index);
            if (line.isBlank()) {
                continue;
            }
            var path = "sample.items[" + index + "].";
            var price = Typed.amount(line.price(), LARGEST);
            if (price.isEmpty()) {
                errors.rejectValue(path + "price", "admin.form.amount.unreadable");
            }
            var quantity = Typed.whole(line.quantity().isEmpty() ? "1" : line.quantity(), 1, MOST_OF_AN_ITEM);
            if (quantity.isEmpty()) {
                errors.rejectValue(path + "quantity", "admin.form.whole", new Object[] {1, MOST_OF_AN_ITEM}, null);
            }
            if (price.isPresent() && quantity.isPresent()) {
                try {
                    read.add(new Item(
                            line.article().isEmpty() ? "sample-" + (index + 1) : line.article(),
                            line.name(),
                            line.category().isEmpty() ? null : line.category(),
                            Math.toIntExact(quantity.getAsLong()),
                            price.get()));
                } catch (IllegalArgumentException _) {
                    errors.rejectValue(path + "name", "admin.condition.words.unreadable");
                }
            }
        }
        return read;
    }

    private @Nullable Money money(List<Item> basket, BindingResult errors) {
        var sum = basket.stream()
                .map(item -> item.unitPrice().multiply(BigDecimal.valueOf(item.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var typed = amount.isEmpty() && sum.signum() > 0 ? Optional.of(sum) : Typed.amount(amount, LARGEST);
        if (typed.isEmpty()) {
            errors.rejectValue("sample.amount", "admin.form.amount.unreadable");
            return null;
        }
        var money = Typed.money(currency, typed.get());
        if (money.isEmpty()) {
            errors.rejectValue("sample.currency", "admin.form.currency.unknown");
        }
        return money.orElse(null);
    }
}
