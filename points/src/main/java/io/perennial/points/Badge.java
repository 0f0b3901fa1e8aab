package io.perennial.points;

import io.perennial.membership.BilingualText;
import io.perennial.membership.PictureId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to be proud of, earned once by a mission or a streak.
 *
 * @param version grows with each change, 1 for the first
 * @param text what it is for, at most {@value #LONGEST_TEXT} characters in each language
 * @param icon one of {@link #ICONS}, for where there is no picture
 * @param picture of the shop's own
 */
public record Badge(
        BadgeId id,
        int version,
        BilingualText name,
        BilingualText text,
        String icon,
        @Nullable PictureId picture) {

    /** Names of the pictures that every page has. */
    public static final List<String> ICONS = List.of(
            "flower1",
            "flower2",
            "flower3",
            "leaf",
            "tree",
            "sun",
            "moon-stars",
            "stars",
            "star-fill",
            "heart-fill",
            "trophy",
            "award-fill",
            "gift-fill",
            "bag-check",
            "shop",
            "camera",
            "globe2",
            "balloon",
            "calendar-check",
            "megaphone");

    public static final int LONGEST_NAME = 80;
    public static final int LONGEST_TEXT = 300;

    public Badge {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
        if (!ICONS.contains(icon)) {
            throw new IllegalArgumentException("there is no such picture");
        }
        if (tooLong(name, LONGEST_NAME) || tooLong(text, LONGEST_TEXT)) {
            throw new IllegalArgumentException("a badge has a name of 80 characters and a text of 300");
        }
    }

    /** Without a picture of its own. */
    public Badge(BadgeId id, int version, BilingualText name, BilingualText text, String icon) {
        this(id, version, name, text, icon, null);
    }

    private static boolean tooLong(BilingualText text, int longest) {
        return text.zh().length() > longest || text.en().length() > longest;
    }
}
