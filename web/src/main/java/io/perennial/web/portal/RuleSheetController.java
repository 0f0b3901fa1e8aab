package io.perennial.web.portal;

import io.perennial.insights.Condition;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadLadder;
import io.perennial.points.EarnRule;
import io.perennial.points.ReadPolicy;
import io.perennial.points.ReadRules;
import io.perennial.web.pages.PolicyWords;
import io.perennial.web.pages.RuleSpan;
import io.perennial.web.pages.RuleWording;
import io.perennial.web.pages.RuleWords;
import io.perennial.web.pages.TierWords;
import io.perennial.web.pages.Voice;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The public page of all rules, made from those that pay: what holds, what is announced, and what has changed. A trial with
 * a share of the members is no rule of the programme and stands on no page.
 */
@Controller
class RuleSheetController {

    /** What a programme begins with is no change. */
    private static final Instant BEGINNING = Instant.parse("2000-01-02T00:00:00Z");

    private static final int MOST_CHANGES = 50;

    private final ReadRules rules;
    private final ReadLadder ladder;
    private final ReadPolicy policies;
    private final ReadBenefits benefits;
    private final RuleWording wording;
    private final MessageSource texts;
    private final Clock clock;

    RuleSheetController(
            ReadRules rules,
            ReadLadder ladder,
            ReadPolicy policies,
            ReadBenefits benefits,
            RuleWording wording,
            MessageSource texts,
            Clock clock) {
        this.rules = rules;
        this.ladder = ladder;
        this.policies = policies;
        this.benefits = benefits;
        this.wording = wording;
        this.texts = texts;
        this.clock = clock;
    }

    /** A rule as the sheet says it. */
    record Said(String name, @Nullable String about, String terms, String time) {}

    /**
     * Something that changes, or did.
     *
     * @param key of the sentence that names it: new, changed, ended …
     * @param before what held until then
     */
    record Change(
            Instant at,
            String key,
            @Nullable String name,
            @Nullable String now,
            @Nullable String before) {}

    /** Names of what each tier brings, by the tier's code. */
    private Map<String, String> benefits(Locale locale) {
        var names = new TreeMap<String, String>();
        var comma = texts.getMessage("condition.list.comma", null, locale);
        for (var benefit : benefits.all()) {
            if (!benefit.retired()) {
                var name = benefit.name().in(locale);
                benefit.tiers().forEach(tier -> names.merge(tier, name, (one, more) -> one + comma + more));
            }
        }
        return names;
    }

    @GetMapping("/rules")
    String sheet(Locale locale, Model model) {
        var now = clock.instant();
        var words = wording.in(locale, Voice.MEMBER);
        var spans = RuleSpan.of(rules.all()).stream()
                .filter(span -> !span.isTrial() && isForAll(span.rule().condition()))
                .toList();
        var holding = spans.stream().filter(span -> span.holdsAt(now)).toList();
        model.addAttribute("now", now);
        model.addAttribute(
                "base",
                holding.stream()
                        .filter(span -> !span.isCampaign())
                        .map(span -> said(span, words, locale))
                        .toList());
        model.addAttribute(
                "campaigns",
                holding.stream()
                        .filter(RuleSpan::isCampaign)
                        .map(span -> said(span, words, locale))
                        .toList());
        var inForce = ladder.ladder();
        model.addAttribute("ladder", inForce);
        model.addAttribute("tiers", inForce.tiers());
        model.addAttribute("tierWords", new TierWords(texts, locale));
        model.addAttribute("benefits", benefits(locale));
        model.addAttribute("newLadder", ladder.announced().orElse(null));
        model.addAttribute("policy", new PolicyWords(texts, locale, inForce).sentences(policies.current()));
        model.addAttribute("announced", announced(spans, now, words, locale));
        model.addAttribute("log", log(spans, now, words, locale));
        return "rules/show";
    }

    private static boolean isForAll(Condition condition) {
        return !(condition instanceof Condition.InShare)
                && condition.parts().stream().allMatch(RuleSheetController::isForAll);
    }

    private static Said said(RuleSpan span, RuleWords words, Locale locale) {
        var rule = span.rule();
        var about = rule.about();
        return new Said(
                rule.name().in(locale),
                about == null ? null : about.in(locale),
                words.rule(rule),
                span.isCampaign() ? words.time(rule) : "");
    }

    private List<Change> announced(List<RuleSpan> spans, Instant now, RuleWords words, Locale locale) {
        var changes = new ArrayList<Change>();
        spans.stream()
                .filter(span -> span.from().isAfter(now))
                .forEach(span -> changes.add(begins(span, "sheet.announced.", words, locale)));
        policies.history().stream()
                .filter(published -> published.policy().effectiveFrom().isAfter(now) && !published.withdrawn())
                .forEach(published -> changes.add(
                        new Change(published.policy().effectiveFrom(), "sheet.log.policy", null, null, null)));
        changes.sort(Comparator.comparing(Change::at));
        return changes;
    }

    private List<Change> log(List<RuleSpan> spans, Instant now, RuleWords words, Locale locale) {
        var changes = new ArrayList<Change>();
        for (var span : spans) {
            if (!span.from().isAfter(now) && span.publishedAt().isAfter(BEGINNING)) {
                changes.add(begins(span, "sheet.log.", words, locale));
            }
            var until = span.until();
            if (until != null && !until.isAfter(now) && !isFollowed(span, spans)) {
                changes.add(
                        new Change(until, "sheet.log.ended", span.rule().name().in(locale), null, null));
            }
        }
        policies.history().stream()
                .filter(published -> published.publishedAt().isAfter(BEGINNING)
                        && !published.policy().effectiveFrom().isAfter(now)
                        && !published.withdrawn())
                .forEach(published -> changes.add(
                        new Change(published.policy().effectiveFrom(), "sheet.log.policy", null, null, null)));
        changes.sort(Comparator.comparing(Change::at).reversed());
        return changes.subList(0, Math.min(MOST_CHANGES, changes.size()));
    }

    private static boolean isFollowed(RuleSpan span, List<RuleSpan> spans) {
        return spans.stream()
                .anyMatch(other ->
                        other.rule().id().equals(span.rule().id()) && Objects.equals(other.from(), span.until()));
    }

    private static Change begins(RuleSpan span, String prefix, RuleWords words, Locale locale) {
        var before = span.before();
        return new Change(
                span.from(),
                prefix + (before == null ? "new" : "changed"),
                span.rule().name().in(locale),
                said(span.rule(), words),
                before == null || !isForAll(before.condition()) ? null : said(before, words));
    }

    private static String said(EarnRule rule, RuleWords words) {
        return words.rule(rule);
    }
}
