package io.perennial.web.portal;

import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.Standing;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadMissions.Progress;
import io.perennial.web.pages.Phrases;
import io.perennial.web.pages.RuleWording;
import io.perennial.web.pages.Voice;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Makes missions readable. Their periods are the programme's, so their days are named in its zone. */
@Component
class MissionCards {

    private final ReadMissions missions;
    private final Programme programme;
    private final MessageSource texts;
    private final RuleWording wording;

    MissionCards(ReadMissions missions, Programme programme, MessageSource texts, RuleWording wording) {
        this.wording = wording;
        this.missions = missions;
        this.programme = programme;
        this.texts = texts;
    }

    List<MissionCard> of(MemberId member, Locale locale) {
        return cards(missions.of(member), locale);
    }

    private List<MissionCard> cards(List<Progress> all, Locale locale) {
        var say = new Phrases(texts, locale, programme.zone());
        var words = wording.missions(locale, Voice.MEMBER);
        return all.stream()
                .map(progress -> MissionCard.of(progress, say, words, locale, programme.zone()))
                .toList();
    }

    /** What is still to do, the nearest to its prize first. */
    List<MissionCard> toDo(Standing standing, Locale locale, int most) {
        return cards(missions.of(standing), locale).stream()
                .filter(card -> card.done().isEmpty() && !card.tooLate())
                .sorted(Comparator.comparingDouble(MissionCards::howFar).reversed())
                .limit(most)
                .toList();
    }

    private static double howFar(MissionCard card) {
        return card.steps().stream()
                .mapToInt(MissionCard.Line::percent)
                .average()
                .orElse(0);
    }
}
