package io.perennial.web.admin;

import io.perennial.membership.BilingualText;
import io.perennial.membership.PictureId;
import io.perennial.membership.Programme;
import io.perennial.points.Points;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A reward as typed. All fields are texts, so that what cannot be read comes back as it was typed.
 *
 * @param version 0 for a new one, else the version that the editor was shown
 * @param picture the picture that it has or was just given
 */
record RewardForm(
        String version,
        String kind,
        String nameZh,
        String nameEn,
        String descriptionZh,
        String descriptionEn,
        String price,
        String memberLimit,
        String tier,
        String visibleFrom,
        String visibleUntil,
        String cashOff,
        String cashOffCurrency,
        String picture,
        String removePicture,
        String sku,
        String category) {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final long HIGHEST_PRICE = 100_000_000;
    private static final long HIGHEST_LIMIT = 1_000_000;
    private static final BigDecimal MOST_CASH_OFF = BigDecimal.valueOf(1_000_000);

    RewardForm(
            @Nullable String version,
            @Nullable String kind,
            @Nullable String nameZh,
            @Nullable String nameEn,
            @Nullable String descriptionZh,
            @Nullable String descriptionEn,
            @Nullable String price,
            @Nullable String memberLimit,
            @Nullable String tier,
            @Nullable String visibleFrom,
            @Nullable String visibleUntil,
            @Nullable String cashOff,
            @Nullable String cashOffCurrency,
            @Nullable String picture,
            @Nullable String removePicture,
            @Nullable String sku,
            @Nullable String category) {
        this.version = Typed.text(version);
        this.kind = Typed.text(kind);
        this.nameZh = Typed.text(nameZh);
        this.nameEn = Typed.text(nameEn);
        this.descriptionZh = Typed.text(descriptionZh);
        this.descriptionEn = Typed.text(descriptionEn);
        this.price = Typed.text(price);
        this.memberLimit = Typed.text(memberLimit);
        this.tier = Typed.text(tier);
        this.visibleFrom = Typed.text(visibleFrom);
        this.visibleUntil = Typed.text(visibleUntil);
        this.cashOff = Typed.text(cashOff);
        this.cashOffCurrency = Typed.text(cashOffCurrency);
        this.picture = Typed.text(picture);
        this.removePicture = Typed.text(removePicture);
        this.sku = Typed.text(sku);
        this.category = Typed.text(category);
    }

    static RewardForm blank(Programme programme) {
        return new RewardForm(
                "0",
                RewardKind.GOODS.name(),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                programme.usualCurrency(),
                "",
                "",
                "",
                "");
    }

    static RewardForm of(EditCatalogue.Listed listed, Programme programme) {
        var reward = listed.reward();
        var zone = programme.zone();
        return new RewardForm(
                Integer.toString(listed.version()),
                reward.kind().name(),
                reward.name().zh(),
                reward.name().en(),
                reward.description().zh(),
                reward.description().en(),
                Long.toString(reward.price().value()),
                reward.memberLimit().isPresent()
                        ? Integer.toString(reward.memberLimit().getAsInt())
                        : "",
                reward.tierCode().orElse(""),
                Typed.moment(reward.visibleFrom(), zone),
                Typed.moment(reward.visibleUntil(), zone),
                reward.cashOff().map(money -> money.getAmount().toPlainString()).orElse(""),
                reward.cashOff().map(money -> money.getCurrencyUnit().getCode()).orElse(programme.usualCurrency()),
                reward.picture().map(PictureId::toString).orElse(""),
                "",
                reward.sku().orElse(""),
                reward.category().orElse(""));
    }

    public boolean isNew() {
        return version.equals("0");
    }

    /** The same with another picture. */
    RewardForm with(PictureId kept) {
        return withPicture(kept.toString());
    }

    RewardForm withoutPicture() {
        return withPicture("");
    }

    private RewardForm withPicture(String id) {
        return new RewardForm(
                version,
                kind,
                nameZh,
                nameEn,
                descriptionZh,
                descriptionEn,
                price,
                memberLimit,
                tier,
                visibleFrom,
                visibleUntil,
                cashOff,
                cashOffCurrency,
                id,
                "",
                sku,
                category);
    }

    int versionNumber() {
        return Math.toIntExact(Typed.whole(version, 0, Integer.MAX_VALUE).orElse(-1));
    }

    /** The reward, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<Reward> read(RewardId id, Programme programme, BindingResult errors) {
        if (versionNumber() < 0) {
            errors.reject("admin.form.stale");
        }
        var sort = Arrays.stream(RewardKind.values())
                .filter(value -> value.name().equals(kind))
                .findFirst();
        if (sort.isEmpty()) {
            errors.rejectValue("kind", "admin.form.choose");
        }
        text(nameZh, LONGEST_NAME, "nameZh", "admin.form.name.missing", errors);
        text(nameEn, LONGEST_NAME, "nameEn", "admin.form.name.missing", errors);
        text(descriptionZh, LONGEST_DESCRIPTION, "descriptionZh", "admin.rewards.form.description.missing", errors);
        text(descriptionEn, LONGEST_DESCRIPTION, "descriptionEn", "admin.rewards.form.description.missing", errors);
        var costs = Typed.whole(price, 1, HIGHEST_PRICE);
        if (costs.isEmpty()) {
            errors.rejectValue("price", "admin.form.whole", new Object[] {1, HIGHEST_PRICE}, null);
        }
        var limit = limit(errors);
        var from = moment(visibleFrom, "visibleFrom", programme, errors);
        var until = moment(visibleUntil, "visibleUntil", programme, errors);
        if (from != null && until != null && !until.isAfter(from)) {
            errors.rejectValue("visibleUntil", "admin.form.ends-before-it-begins");
        }
        var off = sort.filter(RewardKind.COUPON::equals).flatMap(_ -> cashOff(programme, errors));
        var shown = picture(errors);
        upTo(sku, Reward.LONGEST_SKU, "sku", errors);
        upTo(category, Reward.LONGEST_CATEGORY, "category", errors);
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new Reward(
                id,
                sort.orElseThrow(),
                new BilingualText(nameZh, nameEn),
                new BilingualText(descriptionZh, descriptionEn),
                Points.of(costs.orElseThrow()),
                limit,
                Optional.of(tier).filter(code -> !code.isEmpty()),
                from,
                until,
                off,
                shown,
                Optional.of(sku).filter(number -> !number.isEmpty()),
                Optional.of(category).filter(typed -> !typed.isEmpty())));
    }

    private static void text(String text, int longest, String field, String missing, BindingResult errors) {
        if (text.isEmpty()) {
            errors.rejectValue(field, missing);
        } else if (text.length() > longest) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {longest}, null);
        }
    }

    private static void upTo(String text, int longest, String field, BindingResult errors) {
        if (text.length() > longest) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {longest}, null);
        }
    }

    private OptionalInt limit(BindingResult errors) {
        if (memberLimit.isEmpty()) {
            return OptionalInt.empty();
        }
        var read = Typed.whole(memberLimit, 1, HIGHEST_LIMIT);
        if (read.isEmpty()) {
            errors.rejectValue("memberLimit", "admin.form.whole", new Object[] {1, HIGHEST_LIMIT}, null);
            return OptionalInt.empty();
        }
        return OptionalInt.of(Math.toIntExact(read.getAsLong()));
    }

    private Optional<Money> cashOff(Programme programme, BindingResult errors) {
        if (!programme.currencies().contains(cashOffCurrency)) {
            errors.rejectValue("cashOffCurrency", "admin.form.currency.unknown");
            return Optional.empty();
        }
        var money = Typed.amount(cashOff, MOST_CASH_OFF).flatMap(off -> Typed.money(cashOffCurrency, off));
        if (money.isEmpty()) {
            errors.rejectValue("cashOff", "admin.form.amount.unreadable");
        }
        return money;
    }

    private static @Nullable Instant moment(String typed, String field, Programme programme, BindingResult errors) {
        if (typed.isEmpty()) {
            return null;
        }
        var read = Typed.moment(typed, programme.zone());
        if (read.isEmpty()) {
            errors.rejectValue(field, "admin.form.moment.unreadable");
        }
        return read.orElse(null);
    }

    private Optional<PictureId> picture(BindingResult errors) {
        if (picture.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PictureId.of(picture));
        } catch (IllegalArgumentException _) {
            errors.rejectValue("picture", "admin.rewards.form.picture.unknown");
            return Optional.empty();
        }
    }
}
