package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.points.AdjustPoints;
import io.perennial.points.AdjustmentId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * An adjustment as typed.
 *
 * @param id made with the form, so that a form sent twice counts once
 */
record AdjustmentForm(
        String id,
        String member,
        String points,
        String growth,
        String reason,
        String memberNote,
        String internalNote,
        String evidence) {

    AdjustmentForm(
            @Nullable String id,
            @Nullable String member,
            @Nullable String points,
            @Nullable String growth,
            @Nullable String reason,
            @Nullable String memberNote,
            @Nullable String internalNote,
            @Nullable String evidence) {
        this.id = Typed.text(id);
        this.member = Typed.text(member);
        this.points = Typed.text(points);
        this.growth = Typed.text(growth);
        this.reason = Typed.text(reason);
        this.memberNote = Typed.text(memberNote);
        this.internalNote = Typed.text(internalNote);
        this.evidence = Typed.text(evidence);
    }

    static AdjustmentForm blank(MemberId member) {
        return new AdjustmentForm(AdjustmentId.next().toString(), member.toString(), "", "", "", "", "", "");
    }

    Optional<AdjustPoints.Proposal> read(MemberId who, BindingResult errors) {
        var pointsMeant = number(points, "points", errors);
        var growthMeant = number(growth, "growth", errors);
        var link = evidence.isEmpty() ? Optional.<String>empty() : Optional.of(evidence);
        if (link.isPresent() && !isReadable(evidence)) {
            errors.rejectValue("evidence", "admin.adjustments.evidence.unreadable");
        }
        if (reason.isEmpty()) {
            errors.rejectValue("reason", "admin.form.choose");
        }
        AdjustmentId number;
        try {
            number = AdjustmentId.of(id);
        } catch (IllegalArgumentException _) {
            errors.reject("admin.form.stale");
            return Optional.empty();
        }
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new AdjustPoints.Proposal(
                        number,
                        who,
                        pointsMeant,
                        growthMeant,
                        reason,
                        Optional.of(memberNote),
                        Optional.of(internalNote),
                        link));
    }

    private static long number(String typed, String field, BindingResult errors) {
        if (typed.isEmpty()) {
            return 0;
        }
        var read = Typed.whole(typed.replace('−', '-'), -AdjustPoints.MOST, AdjustPoints.MOST);
        if (read.isEmpty()) {
            errors.rejectValue(field, "admin.adjustments.number", new Object[] {AdjustPoints.MOST}, null);
        }
        return read.orElse(0);
    }

    /** An address that a browser opens, or any reference without a scheme. */
    private static boolean isReadable(String evidence) {
        try {
            var scheme = new URI(evidence.replace(' ', '+')).getScheme();
            return scheme == null || scheme.equals("https") || scheme.equals("http");
        } catch (URISyntaxException _) {
            return true;
        }
    }
}
