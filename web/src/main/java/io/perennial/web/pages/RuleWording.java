package io.perennial.web.pages;

import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.web.pages.RuleWords.Voice;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Gives the words for rules in a language, to staff or to members. */
@Component
public class RuleWording {

    private final MessageSource texts;
    private final Programme programme;
    private final ReadLadder ladder;

    RuleWording(MessageSource texts, Programme programme, ReadLadder ladder) {
        this.texts = texts;
        this.programme = programme;
        this.ladder = ladder;
    }

    /** The ladder is asked for at most once, and only when a tier is named. */
    public RuleWords in(Locale locale, Voice voice) {
        return new RuleWords(texts, locale, voice, programme, SingletonSupplier.of(ladder::ladder));
    }
}
