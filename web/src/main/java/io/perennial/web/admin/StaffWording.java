package io.perennial.web.admin;

import io.perennial.insights.ReadSegments;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadMerges;
import io.perennial.membership.ReadTags;
import io.perennial.points.ReadAdjustments;
import io.perennial.web.pages.Phrases;
import io.perennial.web.pages.Regions;
import io.perennial.web.pages.RuleWording;
import io.perennial.web.pages.Voice;
import io.perennial.web.security.StaffRights;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestAttribute;

/** Gives the staff's pages their words. */
@ControllerAdvice(basePackageClasses = StaffWording.class)
class StaffWording {

    private final MessageSource texts;
    private final RuleWording rules;
    private final Programme programme;
    private final ObjectProvider<ReadSegments> segments;
    private final ObjectProvider<ReadTags> tags;
    private final Regions regions;
    private final ObjectProvider<ReadMerges> merges;
    private final ObjectProvider<ReadAdjustments> adjustments;

    StaffWording(
            MessageSource texts,
            RuleWording rules,
            Programme programme,
            ObjectProvider<ReadSegments> segments,
            ObjectProvider<ReadTags> tags,
            Regions regions,
            ObjectProvider<ReadMerges> merges,
            ObjectProvider<ReadAdjustments> adjustments) {
        this.texts = texts;
        this.rules = rules;
        this.programme = programme;
        this.segments = segments;
        this.tags = tags;
        this.regions = regions;
        this.merges = merges;
        this.adjustments = adjustments;
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

    /** Asked for by the navigation alone, so that whatever shows none of it costs nothing. */
    @ModelAttribute("queues")
    Queues queues(@RequestAttribute(name = "staff", required = false) @Nullable StaffRights rights) {
        return new Queues(rights == null ? Set.of() : rights.account().roles(), merges, adjustments);
    }

    @ModelAttribute("zone")
    String zone() {
        return programme.zone().getId();
    }
}
