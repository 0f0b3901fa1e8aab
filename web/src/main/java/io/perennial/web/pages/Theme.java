package io.perennial.web.pages;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The colours that a person wants. */
public enum Theme {
    AUTO,
    LIGHT,
    DARK;

    static final String COOKIE = "theme";

    static Theme of(@Nullable String written) {
        for (var theme : values()) {
            if (theme.cookieValue().equals(written)) {
                return theme;
            }
        }
        return AUTO;
    }

    String cookieValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
