package io.perennial.membership;

import java.util.Locale;

/** A short text that members see, in both languages of the programme. Neither may be blank. */
public record BilingualText(String zh, String en) {

    public BilingualText {
        zh = zh.strip();
        en = en.strip();
        if (zh.isEmpty() || en.isEmpty()) {
            throw new IllegalArgumentException("a text needs both languages");
        }
    }

    /** The Chinese text for any Chinese locale, the English one for all others. */
    public String in(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? zh : en;
    }
}
