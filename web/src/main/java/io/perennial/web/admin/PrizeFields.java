package io.perennial.web.admin;

import io.perennial.points.BadgeId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import java.util.Optional;
import org.springframework.validation.BindingResult;

/** A prize as typed, wherever one is. */
final class PrizeFields {

    private PrizeFields() {}

    static Optional<Prize> read(
            String points,
            String growth,
            String badge,
            String pointsField,
            String growthField,
            String badgeField,
            BindingResult errors) {
        var before = errors.getErrorCount();
        var paid = number(points, pointsField, errors);
        var grown = number(growth, growthField, errors);
        BadgeId given = null;
        if (!badge.isEmpty()) {
            try {
                given = BadgeId.of(badge);
            } catch (IllegalArgumentException _) {
                errors.rejectValue(badgeField, "admin.form.choose");
            }
        }
        if (errors.getErrorCount() > before) {
            return Optional.empty();
        }
        if (paid == 0 && grown == 0 && given == null) {
            errors.rejectValue(pointsField, "admin.missions.form.no-prize");
            return Optional.empty();
        }
        return Optional.of(new Prize(Points.of(paid), grown, given));
    }

    private static long number(String typed, String field, BindingResult errors) {
        var number = Typed.whole(typed.isEmpty() ? "0" : typed, 0, Prize.MOST);
        if (number.isEmpty()) {
            errors.rejectValue(field, "admin.form.whole", new Object[] {0, Prize.MOST}, null);
        }
        return number.orElse(0);
    }
}
