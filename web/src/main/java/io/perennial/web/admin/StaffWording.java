package io.perennial.web.admin;

import io.perennial.insights.ReadSegments;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadTags;
import io.perennial.web.pages.Phrases;
import io.perennial.web.pages.Regions;
import io.perennial.web.pages.RuleWording;
import io.perennial.web.pages.Voice;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the staff's pages their words. */
@ControllerAdvice(basePackageClasses = StaffWording.class)
class StaffWording {

    private final MessageSource texts;
    private final RuleWording rules;
    private final Programme programme;
    private final ObjectProvider<ReadSegments> segments;
    private final ObjectProvider<ReadTags> tags;
    private final Regions regions;

    StaffWording(
            MessageSource texts,
            RuleWording rules,
            Programme programme,
            ObjectProvider<ReadSegments> segments,
            ObjectProvider<ReadTags> tags,
            Regions regions) {
        this.texts = texts;
        this.rules = rules;
        this.programme = programme;
        this.segments = segments;
        this.tags = tags;
        this.regions = regions;
    }

    @ModelAttribute("words")
    StaffPhrases words(Locale locale) {
        return new StaffPhrases(
                texts,
                rules.in(locale, Voice.STAFF),
                rules.missions(locale, Voice.STAFF),
                locale,
                programme.currencies(),
                () -> segments.stream()
                        .flatMap(port -> port.all().stream())
                        .map(ReadSegments.Listed::segment)
                        .toList(),
                () -> tags.stream()
                        .flatMap(port -> port.inUse().stream())
                        .map(ReadTags.Use::tag)
                        .toList(),
                regions);
    }

    @ModelAttribute("audited")
    AuditWords audited(Locale locale) {
        return new AuditWords(
                texts, rules.in(locale, Voice.STAFF), new Phrases(texts, locale, programme.zone()), locale);
    }

    @ModelAttribute("zone")
    String zone() {
        return programme.zone().getId();
    }
}
