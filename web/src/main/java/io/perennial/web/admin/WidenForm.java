package io.perennial.web.admin;

import io.perennial.points.PilotRule.Audience;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The share that a trial is to have, or that it is to be everyone's, as typed. */
record WidenForm(String percent, String everyone) {

    WidenForm(@Nullable String percent, @Nullable String everyone) {
        this.percent = Typed.text(percent);
        this.everyone = Typed.text(everyone);
    }

    /** @param present that of the trial */
    Optional<Audience> read(Audience present) {
        if (!everyone.isEmpty()) {
            return Optional.of(Audience.EVERYONE);
        }
        var perMille = PilotForm.perMille(percent);
        return perMille.isPresent()
                ? Optional.of(new Audience(perMille.getAsInt(), present.among()))
                : Optional.empty();
    }
}
