package io.perennial.web.admin;

import io.perennial.membership.Programme;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the staff's pages their words. */
@ControllerAdvice(basePackageClasses = StaffWording.class)
class StaffWording {

    private final MessageSource texts;
    private final Programme programme;

    StaffWording(MessageSource texts, Programme programme) {
        this.texts = texts;
        this.programme = programme;
    }

    @ModelAttribute("words")
    StaffPhrases words(Locale locale) {
        return new StaffPhrases(texts, locale, programme.currencies());
    }

    @ModelAttribute("zone")
    String zone() {
        return programme.zone().getId();
    }
}
