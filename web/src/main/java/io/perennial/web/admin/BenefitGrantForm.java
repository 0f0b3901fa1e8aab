package io.perennial.web.admin;

import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A benefit that staff grant to one member. */
record BenefitGrantForm(String benefit, String uses, String lastDay, String reason) {

    BenefitGrantForm(
            @Nullable String benefit, @Nullable String uses, @Nullable String lastDay, @Nullable String reason) {
        this.benefit = Typed.text(benefit);
        this.uses = uses == null ? "1" : Typed.text(uses);
        this.lastDay = Typed.text(lastDay);
        this.reason = Typed.text(reason);
    }

    Optional<BenefitId> benefitId(BindingResult errors) {
        try {
            return Optional.of(BenefitId.of(benefit));
        } catch (IllegalArgumentException _) {
            errors.rejectValue("benefit", "admin.benefits.form.choose");
            return Optional.empty();
        }
    }

    int number(BindingResult errors) {
        var number = Typed.whole(uses, 1, Benefit.MOST_USES);
        if (number.isEmpty()) {
            errors.rejectValue("uses", "admin.benefits.form.quota", new Object[] {Benefit.MOST_USES}, null);
        }
        return Math.toIntExact(number.orElse(1));
    }

    Optional<LocalDate> day(BindingResult errors) {
        if (lastDay.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(lastDay));
        } catch (DateTimeParseException _) {
            errors.rejectValue("lastDay", "admin.tiers.form.from");
            return Optional.empty();
        }
    }
}
