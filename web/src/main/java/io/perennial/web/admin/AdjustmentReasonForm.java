package io.perennial.web.admin;

import io.perennial.membership.BilingualText;
import io.perennial.points.EditAdjustmentReasons;
import io.perennial.points.ReadAdjustments;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A reason for adjustments as typed; the code of one that exists is not asked for again. */
record AdjustmentReasonForm(String code, String nameZh, String nameEn) {

    AdjustmentReasonForm(@Nullable String code, @Nullable String nameZh, @Nullable String nameEn) {
        this.code = Typed.text(code);
        this.nameZh = Typed.text(nameZh);
        this.nameEn = Typed.text(nameEn);
    }

    static AdjustmentReasonForm of(ReadAdjustments.Reason reason) {
        return new AdjustmentReasonForm(
                reason.code(), reason.name().zh(), reason.name().en());
    }

    Optional<BilingualText> name(BindingResult errors) {
        require("nameZh", nameZh, errors);
        require("nameEn", nameEn, errors);
        return errors.hasErrors() ? Optional.empty() : Optional.of(new BilingualText(nameZh, nameEn));
    }

    private static void require(String field, String name, BindingResult errors) {
        if (name.isEmpty()) {
            errors.rejectValue(field, "admin.form.name.missing");
        } else if (name.length() > EditAdjustmentReasons.LONGEST_NAME) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {EditAdjustmentReasons.LONGEST_NAME}, null);
        }
    }
}
