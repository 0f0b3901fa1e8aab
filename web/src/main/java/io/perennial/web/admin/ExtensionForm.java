package io.perennial.web.admin;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A later last day for points, as typed, and why. */
record ExtensionForm(String newLastDay, String reason) {

    ExtensionForm(@Nullable String newLastDay, @Nullable String reason) {
        this.newLastDay = Typed.text(newLastDay);
        this.reason = Typed.text(reason);
    }

    Optional<LocalDate> day(BindingResult errors) {
        try {
            return Optional.of(LocalDate.parse(newLastDay));
        } catch (DateTimeParseException _) {
            errors.rejectValue("newLastDay", "admin.extend.day.unreadable");
            return Optional.empty();
        }
    }
}
