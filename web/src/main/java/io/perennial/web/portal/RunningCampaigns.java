package io.perennial.web.portal;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Judgement;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadSegments;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadMember;
import io.perennial.membership.Tier;
import io.perennial.points.EarnRule;
import io.perennial.points.PilotRule.Answer;
import io.perennial.points.ReadBudgets;
import io.perennial.points.ReadPilots;
import io.perennial.points.ReadRules;
import io.perennial.points.RuleId;
import io.perennial.web.pages.Prospect;
import io.perennial.web.pages.RuleSpan;
import io.perennial.web.pages.RuleWording;
import io.perennial.web.pages.Voice;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The campaigns that are running and that a member can get, as far as is known of the member. */
@Component
class RunningCampaigns {

    /** A members' day comes once a month. */
    private static final int DAYS_TO_LOOK_AHEAD = 62;

    private static final int MOST = 5;

    private final ReadRules rules;
    private final ReadBudgets budgets;
    private final ReadActivities activities;
    private final ReadSegments segments;
    private final ReadPilots pilots;
    private final RuleWording wording;
    private final Programme programme;
    private final Clock clock;

    RunningCampaigns(
            ReadRules rules,
            ReadBudgets budgets,
            ReadActivities activities,
            ReadSegments segments,
            ReadPilots pilots,
            RuleWording wording,
            Programme programme,
            Clock clock) {
        this.rules = rules;
        this.budgets = budgets;
        this.activities = activities;
        this.segments = segments;
        this.pilots = pilots;
        this.wording = wording;
        this.programme = programme;
        this.clock = clock;
    }

    /**
     * @param about what the shop says of it
     * @param pays what it pays and when, to the member
     * @param next the next day on which it pays, when that is not today
     * @param today whether it pays today and not tomorrow
     */
    record Running(
            String name,
            @Nullable String about,
            String pays,
            List<String> limits,
            @Nullable Instant until,
            @Nullable LocalDate next,
            boolean today,
            @Nullable Asked asked) {}

    /**
     * The one question to members with whom it is tried.
     *
     * @param version that they try
     * @param answer what they said, or nothing yet
     */
    record Asked(
            RuleId rule,
            int version,
            String question,
            @Nullable Answer answer) {}

    List<Running> of(ReadMember.Profile profile, Tier tier, Locale locale) {
        var member = profile.member();
        var now = clock.instant();
        var holding = RuleSpan.of(rules.all()).stream()
                .filter(span -> span.holdsAt(now))
                .toList();
        var asked = asked(member, holding, locale);
        var running = holding.stream()
                .filter(span -> isTheirs(span, asked.get(span.rule().id())))
                .toList();
        if (running.isEmpty()) {
            return List.of();
        }
        var left = budgets.lately();
        var known = new Known(profile, tier, now, running);
        var words = wording.in(locale, Voice.MEMBER);
        var shown = new ArrayList<Running>();
        for (var span : running) {
            var rule = span.rule();
            var budget = rule.budget() == null ? null : left.get(rule.id());
            var next = budget != null && budget.left() <= 0 ? Optional.<LocalDate>empty() : next(span, known);
            if (next.isPresent() && shown.size() < MOST) {
                var today = known.today.equals(next.get());
                var about = rule.about();
                shown.add(new Running(
                        rule.name().in(locale),
                        about == null ? null : about.in(locale),
                        words.pays(rule),
                        words.limits(rule),
                        span.until(),
                        today ? null : next.get(),
                        today && !known.mayGet(rule, known.today.plusDays(1)),
                        asked.get(rule.id())));
            }
        }
        return shown;
    }

    /** Only who is in a trial is asked; without a trial nobody is looked up. */
    private Map<RuleId, Asked> asked(MemberId member, List<RuleSpan> holding, Locale locale) {
        var asked = new HashMap<RuleId, Asked>();
        if (holding.stream().anyMatch(RuleSpan::isTrial)) {
            pilots.of(member)
                    .forEach(invitation -> asked.put(
                            invitation.rule().id(),
                            new Asked(
                                    invitation.rule().id(),
                                    invitation.rule().version(),
                                    invitation.question().in(locale),
                                    invitation.answer().orElse(null))));
        }
        return asked;
    }

    /** Who tries a version does not have the one of everyone else; and nobody has one that others try. */
    private static boolean isTheirs(RuleSpan span, @Nullable Asked asked) {
        return asked == null
                ? span.isCampaign() && !span.isTrial()
                : span.isTrial() && asked.version() == span.rule().version();
    }

    /** The first day from today on which the member may get it, while it runs. */
    private Optional<LocalDate> next(RuleSpan span, Known known) {
        var zone = programme.zone();
        return known.today
                .datesUntil(known.today.plusDays(DAYS_TO_LOOK_AHEAD))
                .filter(day -> span.touches(
                        day.atStartOfDay(zone).toInstant(),
                        day.plusDays(1).atStartOfDay(zone).toInstant()))
                .filter(day -> known.mayGet(span.rule(), day))
                .findFirst();
    }

    /** What is known of the member; the rest may be so. */
    private final class Known {

        private final Circumstances circumstances;
        private final LocalDate today;
        private final @Nullable LocalDate birthday;
        private final Set<String> belonging;

        Known(ReadMember.Profile profile, Tier tier, Instant now, List<RuleSpan> running) {
            var member = profile.member();
            today = LocalDate.ofInstant(now, programme.zone());
            birthday = profile.birthday();
            belonging = asks(running, Ask.SEGMENTS)
                    ? segments.of(member).stream()
                            .map(ReadSegments.Stay::segment)
                            .collect(Collectors.toSet())
                    : Set.of();
            var bought = asks(running, Ask.FIRST_PURCHASE)
                    && activities.firstPurchases(List.of(member), List.of()).containsKey(member);
            circumstances = new Circumstances(
                    member,
                    ActivityType.PURCHASE,
                    now,
                    "web",
                    null,
                    null,
                    List.of(),
                    tier.code(),
                    birthday,
                    !bought,
                    programme.zone());
        }

        private static boolean asks(List<RuleSpan> running, Ask ask) {
            return running.stream()
                    .anyMatch(span -> span.rule().condition().asks().contains(ask));
        }

        boolean mayGet(EarnRule rule, LocalDate day) {
            Function<Condition, Optional<Boolean>> known = leaf -> switch (leaf) {
                case Condition.TierIn _, Condition.InShare _, Condition.FirstPurchase _ ->
                    Optional.of(Judgement.judge(leaf, circumstances).holds());
                case Condition.SegmentIn in -> Optional.of(in.codes().stream().anyMatch(belonging::contains));
                case Condition.BirthdayMonth _ ->
                    Optional.of(birthday != null && birthday.getMonth() == day.getMonth());
                default -> Prospect.onDay(leaf, day);
            };
            return Prospect.may(rule.condition(), known);
        }
    }
}
