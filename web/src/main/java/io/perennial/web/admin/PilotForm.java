package io.perennial.web.admin;

import io.perennial.membership.BilingualText;
import java.math.BigDecimal;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A trial of a rule with a share of the members, as typed. */
record PilotForm(String percent, String questionZh, String questionEn) {

    private static final int LONGEST_QUESTION = 200;
    private static final int LARGEST_SHARE = 999;

    PilotForm(@Nullable String percent, @Nullable String questionZh, @Nullable String questionEn) {
        this.percent = Typed.text(percent);
        this.questionZh = Typed.text(questionZh);
        this.questionEn = Typed.text(questionEn);
    }

    static PilotForm usual() {
        return new PilotForm("10", "您喜欢这个活动吗？", "Do you like this campaign?");
    }

    /** The share per mille, or nothing when a field cannot be read; then the errors say which and why. */
    OptionalInt read(BindingResult errors) {
        var share = perMille(percent, LARGEST_SHARE);
        if (share.isEmpty()) {
            errors.rejectValue("percent", "admin.pilots.share.unreadable");
        }
        question(questionZh, "questionZh", errors);
        question(questionEn, "questionEn", errors);
        return errors.hasErrors() ? OptionalInt.empty() : share;
    }

    BilingualText bilingualQuestion() {
        return new BilingualText(questionZh, questionEn);
    }

    private static void question(String question, String field, BindingResult errors) {
        if (question.isEmpty()) {
            errors.rejectValue(field, "admin.pilots.question.missing");
        } else if (question.length() > LONGEST_QUESTION) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {LONGEST_QUESTION}, null);
        }
    }

    /** @param most per mille */
    static OptionalInt perMille(String percent, int most) {
        var read = Typed.amount(percent, BigDecimal.valueOf(most, 1));
        return read.isPresent() && read.get().stripTrailingZeros().scale() <= 1
                ? OptionalInt.of(read.get().movePointRight(1).intValueExact())
                : OptionalInt.empty();
    }
}
