package io.perennial.web.admin;

import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Ladder;
import io.perennial.points.PilotRule.Audience;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A trial of a rule with some members, as typed.
 *
 * @param tiers codes of the tiers whose members may take part; none for all
 * @param segments codes of the segments whose members may take part; none for all
 */
record PilotForm(String percent, List<String> tiers, List<String> segments, String questionZh, String questionEn) {

    private static final int LONGEST_QUESTION = 200;

    PilotForm(
            @Nullable String percent,
            @Nullable List<String> tiers,
            @Nullable List<String> segments,
            @Nullable String questionZh,
            @Nullable String questionEn) {
        this.percent = Typed.text(percent);
        this.tiers = tiers == null ? List.of() : List.copyOf(tiers);
        this.segments = segments == null ? List.of() : List.copyOf(segments);
        this.questionZh = Typed.text(questionZh);
        this.questionEn = Typed.text(questionEn);
    }

    static PilotForm usual() {
        return new PilotForm("10", null, null, "您喜欢这个活动吗？", "Do you like this campaign?");
    }

    /** Whom it is for, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<Audience> read(Ladder ladder, Set<String> published, BindingResult errors) {
        var known = new TreeSet<>(tiers);
        known.removeIf(code -> ladder.find(code).isEmpty());
        var named = new TreeSet<>(segments);
        if (!published.containsAll(named)) {
            errors.rejectValue("segments", "admin.pilots.segments.unknown");
        }
        var parts = new ArrayList<Condition>();
        if (!known.isEmpty()) {
            parts.add(new Condition.TierIn(known));
        }
        if (!named.isEmpty()) {
            parts.add(new Condition.SegmentIn(named));
        }
        var among = parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
        var share = perMille(percent);
        if (share.isEmpty() || (share.getAsInt() == Audience.ALL && parts.isEmpty())) {
            errors.rejectValue("percent", "admin.pilots.share.unreadable");
        }
        question(questionZh, "questionZh", errors);
        question(questionEn, "questionEn", errors);
        return errors.hasErrors() ? Optional.empty() : Optional.of(new Audience(share.orElseThrow(), among));
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

    /** From 0.1 to 100 percent. */
    static OptionalInt perMille(String percent) {
        var read = Typed.amount(percent, BigDecimal.valueOf(Audience.ALL, 1));
        return read.isPresent() && read.get().stripTrailingZeros().scale() <= 1
                ? OptionalInt.of(read.get().movePointRight(1).intValueExact())
                : OptionalInt.empty();
    }
}
