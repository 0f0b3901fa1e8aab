package io.perennial.web.pages;

import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Gives the words for rules and conditions in a language, to staff or to members. */
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
        var tiers = SingletonSupplier.of(ladder::ladder);
        var members = new MemberWords(texts, locale, programme.zone(), code -> code);
        return new RuleWords(locale, voice, programme, tiers, new ConditionWords(texts, locale, voice, tiers, members));
    }

    /** The words for what counts for missions. */
    public MissionWords missions(Locale locale, Voice voice) {
        return new MissionWords(texts, locale, conditions(locale, voice));
    }

    /** The words for conditions by themselves. */
    public ConditionWords conditions(Locale locale, Voice voice) {
        return in(locale, voice).conditions();
    }
}
