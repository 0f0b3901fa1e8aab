package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.membership.RedrawPicture;
import io.perennial.points.AdjustPoints;
import io.perennial.points.AdjustmentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import org.springframework.web.multipart.MultipartFile;

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
        String evidence,
        @Nullable List<MultipartFile> pictures) {

    AdjustmentForm(
            @Nullable String id,
            @Nullable String member,
            @Nullable String points,
            @Nullable String growth,
            @Nullable String reason,
            @Nullable String memberNote,
            @Nullable String internalNote,
            @Nullable String evidence,
            @Nullable List<MultipartFile> pictures) {
        this.id = Typed.text(id);
        this.member = Typed.text(member);
        this.points = Typed.text(points);
        this.growth = Typed.text(growth);
        this.reason = Typed.text(reason);
        this.memberNote = Typed.text(memberNote);
        this.internalNote = Typed.text(internalNote);
        this.evidence = Typed.text(evidence);
        this.pictures = pictures;
    }

    static AdjustmentForm blank(MemberId member) {
        return new AdjustmentForm(AdjustmentId.next().toString(), member.toString(), "", "", "", "", "", "", null);
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
        var uploaded = uploaded(errors);
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
                        link,
                        uploaded));
    }

    private List<byte[]> uploaded(BindingResult errors) {
        var files = Optional.ofNullable(pictures).orElse(List.of()).stream()
                .filter(file -> !file.isEmpty())
                .toList();
        if (files.size() > AdjustPoints.MOST_PICTURES) {
            errors.rejectValue(
                    "pictures", "admin.adjustments.pictures.too-many", new Object[] {AdjustPoints.MOST_PICTURES}, null);
            return List.of();
        }
        if (files.stream().anyMatch(file -> file.getSize() > RedrawPicture.MOST_BYTES)) {
            errors.rejectValue("pictures", "admin.rewards.form.picture.too-large");
            return List.of();
        }
        return files.stream().map(AdjustmentForm::bytes).toList();
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
