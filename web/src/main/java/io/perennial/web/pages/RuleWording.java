package io.perennial.web.pages;

import io.perennial.insights.ReadSegments;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Gives the words for rules and conditions in a language, to staff or to members. */
@Component
public class RuleWording {

    private final MessageSource texts;
    private final Programme programme;
    private final ReadLadder ladder;
    private final ObjectProvider<ReadSegments> segments;

    RuleWording(MessageSource texts, Programme programme, ReadLadder ladder, ObjectProvider<ReadSegments> segments) {
        this.texts = texts;
        this.programme = programme;
        this.ladder = ladder;
        this.segments = segments;
    }

    /** The ladder and the segments are asked for at most once, and only when one of them is named. */
    public RuleWords in(Locale locale, Voice voice) {
        var tiers = SingletonSupplier.of(ladder::ladder);
        var names = SingletonSupplier.of(this::names);
        UnaryOperator<String> name = code -> {
            var known = names.obtain().get(code);
            return known == null ? code : known.in(locale);
        };
        var members = new MemberWords(texts, locale, programme.zone(), name);
        return new RuleWords(locale, voice, programme, tiers, new ConditionWords(texts, locale, voice, tiers, members));
    }

    private Map<String, BilingualText> names() {
        return segments.stream().findFirst().map(ReadSegments::names).orElse(Map.of());
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
