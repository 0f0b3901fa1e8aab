package io.perennial.web.admin;

import io.perennial.membership.Benefit;
import io.perennial.membership.Benefit.Kind;
import io.perennial.membership.Benefit.Period;
import io.perennial.membership.Benefit.Way;
import io.perennial.membership.BenefitId;
import io.perennial.membership.BilingualText;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A benefit as typed.
 *
 * @param version the version that the editor was shown; 0 for a new one
 * @param tiers codes of the tiers whose members have it
 */
record BenefitForm(
        String version,
        String kind,
        String nameZh,
        String nameEn,
        String howZh,
        String howEn,
        List<String> tiers,
        String way,
        String quota,
        String period,
        String cost,
        String warnBelow) {

    private static final BigDecimal MOST = new BigDecimal("1000000");
    private static final int CENTS = 2;

    BenefitForm(
            @Nullable String version,
            @Nullable String kind,
            @Nullable String nameZh,
            @Nullable String nameEn,
            @Nullable String howZh,
            @Nullable String howEn,
            @Nullable List<String> tiers,
            @Nullable String way,
            @Nullable String quota,
            @Nullable String period,
            @Nullable String cost,
            @Nullable String warnBelow) {
        this.version = Typed.text(version);
        this.kind = Typed.text(kind);
        this.nameZh = Typed.text(nameZh);
        this.nameEn = Typed.text(nameEn);
        this.howZh = Typed.text(howZh);
        this.howEn = Typed.text(howEn);
        this.tiers = tiers == null ? List.of() : tiers.stream().limit(50).toList();
        this.way = Typed.text(way);
        this.quota = Typed.text(quota);
        this.period = Typed.text(period);
        this.cost = Typed.text(cost);
        this.warnBelow = Typed.text(warnBelow);
    }

    static BenefitForm blank() {
        return new BenefitForm(
                "0",
                Kind.SPECIAL_SERVICE.name(),
                "",
                "",
                "",
                "",
                List.of(),
                Way.COUNTER.name(),
                "1",
                Period.YEAR.name(),
                "0",
                "20");
    }

    static BenefitForm of(Benefit benefit) {
        return new BenefitForm(
                Integer.toString(benefit.version()),
                benefit.kind().name(),
                benefit.name().zh(),
                benefit.name().en(),
                benefit.howTo().zh(),
                benefit.howTo().en(),
                List.copyOf(benefit.tiers()),
                benefit.way().name(),
                Integer.toString(benefit.quota()),
                benefit.period().name(),
                BigDecimal.valueOf(benefit.cost(), CENTS).stripTrailingZeros().toPlainString(),
                Integer.toString(benefit.warnBelow()));
    }

    boolean isNew() {
        return version.equals("0") || version.isEmpty();
    }

    Optional<Benefit> read(BenefitId id, Set<String> known, BindingResult errors) {
        name(nameZh, "nameZh", errors);
        name(nameEn, "nameEn", errors);
        howTo(howZh, "howZh", errors);
        howTo(howEn, "howEn", errors);
        var wantedKind = one(Kind.values(), kind, "kind", errors);
        var wantedWay = one(Way.values(), way, "way", errors);
        var wantedPeriod = one(Period.values(), period, "period", errors);
        var uses = Typed.whole(quota, 1, Benefit.MOST_USES);
        if (uses.isEmpty()) {
            errors.rejectValue("quota", "admin.benefits.form.quota", new Object[] {Benefit.MOST_USES}, null);
        }
        var price = Typed.amount(cost.isEmpty() ? "0" : cost, MOST);
        if (price.isEmpty() || price.get().scale() > CENTS) {
            errors.rejectValue("cost", "admin.benefits.form.cost");
        }
        var warn = Typed.whole(warnBelow.isEmpty() ? "0" : warnBelow, 0, 1_000_000);
        if (warn.isEmpty()) {
            errors.rejectValue("warnBelow", "admin.benefits.form.warn");
        }
        var edition = Typed.whole(version.isEmpty() ? "0" : version, 0, Integer.MAX_VALUE);
        if (edition.isEmpty() || !known.containsAll(tiers)) {
            errors.reject("admin.form.stale");
        }
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new Benefit(
                        id,
                        Math.toIntExact(edition.getAsLong()),
                        wantedKind.orElseThrow(),
                        new BilingualText(nameZh, nameEn),
                        new BilingualText(howZh, howEn),
                        new TreeSet<>(tiers),
                        wantedWay.orElseThrow(),
                        Math.toIntExact(uses.getAsLong()),
                        wantedPeriod.orElseThrow(),
                        price.orElseThrow().movePointRight(CENTS).longValueExact(),
                        Math.toIntExact(warn.getAsLong()),
                        false));
    }

    private static <E extends Enum<E>> Optional<E> one(E[] all, String typed, String field, BindingResult errors) {
        var found = Arrays.stream(all).filter(each -> each.name().equals(typed)).findFirst();
        if (found.isEmpty()) {
            errors.rejectValue(field, "admin.benefits.form.choose");
        }
        return found;
    }

    private static void name(String name, String field, BindingResult errors) {
        if (name.isEmpty()) {
            errors.rejectValue(field, "admin.form.name.missing");
        } else if (name.length() > Benefit.LONGEST_NAME) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {Benefit.LONGEST_NAME}, null);
        }
    }

    private static void howTo(String text, String field, BindingResult errors) {
        if (text.isEmpty()) {
            errors.rejectValue(field, "admin.benefits.form.how");
        } else if (text.length() > Benefit.LONGEST_HOW_TO) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {Benefit.LONGEST_HOW_TO}, null);
        }
    }
}
