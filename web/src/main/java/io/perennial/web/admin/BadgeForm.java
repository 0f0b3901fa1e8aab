package io.perennial.web.admin;

import io.perennial.membership.BilingualText;
import io.perennial.membership.PictureId;
import io.perennial.points.Badge;
import io.perennial.points.BadgeId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A badge as typed.
 *
 * @param version the version that this edit would become
 * @param picture the picture that it has or was just given
 */
record BadgeForm(
        String version,
        String nameZh,
        String nameEn,
        String textZh,
        String textEn,
        String icon,
        String picture,
        String removePicture) {

    BadgeForm(
            @Nullable String version,
            @Nullable String nameZh,
            @Nullable String nameEn,
            @Nullable String textZh,
            @Nullable String textEn,
            @Nullable String icon,
            @Nullable String picture,
            @Nullable String removePicture) {
        this.version = Typed.text(version);
        this.nameZh = Typed.text(nameZh);
        this.nameEn = Typed.text(nameEn);
        this.textZh = Typed.text(textZh);
        this.textEn = Typed.text(textEn);
        this.icon = Typed.text(icon);
        this.picture = Typed.text(picture);
        this.removePicture = Typed.text(removePicture);
    }

    static BadgeForm blank() {
        return new BadgeForm("1", "", "", "", "", Badge.ICONS.getFirst(), "", "");
    }

    static BadgeForm of(Badge badge) {
        return new BadgeForm(
                Integer.toString(badge.version() + 1),
                badge.name().zh(),
                badge.name().en(),
                badge.text().zh(),
                badge.text().en(),
                badge.icon(),
                badge.picture() == null ? "" : badge.picture().toString(),
                "");
    }

    BadgeForm withPicture(String id) {
        return new BadgeForm(version, nameZh, nameEn, textZh, textEn, icon, id, "");
    }

    public boolean isNew() {
        return version.equals("1");
    }

    /** The badge, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<Badge> read(BadgeId id, BindingResult errors) {
        var number = Typed.whole(version, 1, Integer.MAX_VALUE);
        if (number.isEmpty()) {
            errors.reject("admin.form.stale");
        }
        text(nameZh, "nameZh", Badge.LONGEST_NAME, errors);
        text(nameEn, "nameEn", Badge.LONGEST_NAME, errors);
        text(textZh, "textZh", Badge.LONGEST_TEXT, errors);
        text(textEn, "textEn", Badge.LONGEST_TEXT, errors);
        if (!Badge.ICONS.contains(icon)) {
            errors.rejectValue("icon", "admin.form.choose");
        }
        var shown = picture(errors);
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new Badge(
                        id,
                        Math.toIntExact(number.orElseThrow()),
                        new BilingualText(nameZh, nameEn),
                        new BilingualText(textZh, textEn),
                        icon,
                        shown));
    }

    private @Nullable PictureId picture(BindingResult errors) {
        try {
            return picture.isEmpty() ? null : PictureId.of(picture);
        } catch (IllegalArgumentException _) {
            errors.rejectValue("picture", "admin.rewards.form.picture.unknown");
            return null;
        }
    }

    private static void text(String text, String field, int longest, BindingResult errors) {
        if (text.isEmpty()) {
            errors.rejectValue(field, "admin.missions.form.missing");
        } else if (text.length() > longest) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {longest}, null);
        }
    }
}
