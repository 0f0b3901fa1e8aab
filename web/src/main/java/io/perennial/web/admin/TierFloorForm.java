package io.perennial.web.admin;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A tier that staff give by hand.
 *
 * @param lastDay blank for a lifetime, which {@code forLife} has to confirm
 */
record TierFloorForm(String tier, String lastDay, boolean forLife, String reason) {

    TierFloorForm(@Nullable String tier, @Nullable String lastDay, boolean forLife, @Nullable String reason) {
        this.tier = Typed.text(tier);
        this.lastDay = Typed.text(lastDay);
        this.forLife = forLife;
        this.reason = Typed.text(reason);
    }

    Optional<LocalDate> lastDay(BindingResult errors) {
        if (lastDay.isEmpty()) {
            if (!forLife) {
                errors.rejectValue("lastDay", "admin.tier.day.missing");
            }
            return Optional.empty();
        }
        if (forLife) {
            errors.rejectValue("lastDay", "admin.tier.day.or-life");
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
