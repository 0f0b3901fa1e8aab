package io.perennial.web.admin;

import io.perennial.insights.Segment;
import io.perennial.insights.Segment.Kind;
import io.perennial.membership.BilingualText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A segment as typed.
 *
 * @param code of a new one; when it is left empty, the English name gives it
 * @param version the one that it would be published as
 */
record SegmentForm(String code, String version, String kind, String nameZh, String nameEn, ConditionForm when) {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final int LONGEST_CODE = 32;

    SegmentForm(
            @Nullable String code,
            @Nullable String version,
            @Nullable String kind,
            @Nullable String nameZh,
            @Nullable String nameEn,
            @Nullable ConditionForm when) {
        this.code = Typed.text(code);
        this.version = Typed.text(version);
        this.kind = Typed.text(kind);
        this.nameZh = Typed.text(nameZh);
        this.nameEn = Typed.text(nameEn);
        this.when = when == null ? ConditionForm.empty() : when;
    }

    static SegmentForm empty() {
        return new SegmentForm("", "1", Kind.DYNAMIC.name(), "", "", null);
    }

    /** To publish its next version. */
    static SegmentForm of(Segment segment) {
        return new SegmentForm(
                segment.code(),
                Integer.toString(segment.version() + 1),
                segment.kind().name(),
                segment.name().zh(),
                segment.name().en(),
                ConditionForm.of(segment.condition()));
    }

    public boolean isNew() {
        return version.equals("1");
    }

    public boolean isByHand() {
        return kind.equals(Kind.HAND_PICKED.name());
    }

    SegmentForm adding(String what) {
        return with(when.adding(what));
    }

    SegmentForm removing(String which) {
        return with(when.removing(which));
    }

    private SegmentForm with(ConditionForm condition) {
        return new SegmentForm(code, version, kind, nameZh, nameEn, condition);
    }

    /** What is typed, when nothing is wrong with it; the errors name the fields that are. */
    Optional<Segment> read(BindingResult errors) {
        var number = Typed.whole(version, 1, 1_000_000);
        var what = Arrays.stream(Kind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst();
        if (number.isEmpty() || what.isEmpty()) {
            errors.reject("admin.form.stale");
        }
        name(nameZh, "nameZh", errors);
        name(nameEn, "nameEn", errors);
        var named = code.isEmpty() ? named(nameEn) : code;
        if (!CODE.matcher(named).matches()) {
            errors.rejectValue("code", "admin.segments.form.code.unreadable");
        } else if (named.equals("new")) {
            errors.rejectValue("code", "admin.segments.form.code.taken"); // the address of this very form
        }
        var condition = isByHand() ? ConditionForm.empty() : when;
        if (!isByHand() && when.isEmpty()) {
            errors.reject("admin.segments.form.asks-nothing");
        }
        var asked = condition.read("when", ConditionOffer.MEMBERS, errors);
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new Segment(
                        named, (int) number.getAsLong(), what.orElseThrow(), new BilingualText(nameZh, nameEn), asked));
    }

    private static void name(String name, String field, BindingResult errors) {
        if (name.isEmpty()) {
            errors.rejectValue(field, "admin.segments.form.name.missing");
        } else if (name.length() > Segment.LONGEST_NAME) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {Segment.LONGEST_NAME}, null);
        }
    }

    /** "Mug lovers!" is {@code mug-lovers}. */
    private static String named(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return plain.length() <= LONGEST_CODE
                ? plain
                : plain.substring(0, LONGEST_CODE).replaceAll("-+$", "");
    }
}
