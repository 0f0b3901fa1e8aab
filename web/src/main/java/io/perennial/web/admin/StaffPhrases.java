package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.insights.Judgement;
import io.perennial.insights.Segment;
import io.perennial.insights.Trait;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Tag;
import io.perennial.membership.Tier;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.Mission;
import io.perennial.points.PilotRule;
import io.perennial.points.ReadPilots;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import io.perennial.rewards.RewardKind;
import io.perennial.web.pages.ConditionWords.Step;
import io.perennial.web.pages.Masked;
import io.perennial.web.pages.MissionWords;
import io.perennial.web.pages.Reasons;
import io.perennial.web.pages.Regions;
import io.perennial.web.pages.RuleWords;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Says rules, and why an entry is what it is, in the reader's language and in full; {@code words} on the staff's pages. */
final class StaffPhrases {

    private static final int MOST_TAGS = 30;

    private final MessageSource texts;
    private final RuleWords rules;
    private final MissionWords missions;
    private final Locale locale;
    private final List<String> currencies;
    private final Supplier<List<Segment>> segments;
    private final Supplier<List<Tag>> tags;
    private final Regions regions;

    StaffPhrases(
            MessageSource texts,
            RuleWords rules,
            MissionWords missions,
            Locale locale,
            List<String> currencies,
            Supplier<List<Segment>> segments,
            Supplier<List<Tag>> tags,
            Regions regions) {
        this.missions = missions;
        this.texts = texts;
        this.rules = rules;
        this.locale = locale;
        this.currencies = currencies;
        this.segments = segments;
        this.tags = tags;
        this.regions = regions;
    }

    /**
     * @param rule the rule that the facts are about, for those that one rule paid
     * @param steps its conditions with what was met at each
     * @param others rules that did not pay
     */
    record Trace(String summary, List<Fact> facts, @Nullable RuleId rule, List<Step> steps, List<Other> others) {

        Trace(String summary, List<Fact> facts, @Nullable RuleId rule) {
            this(summary, facts, rule, List.of(), List.of());
        }
    }

    /** A rule that did not pay, with the reason and the conditions. */
    record Other(String name, String reason, RuleId rule, List<Step> steps) {}

    record Fact(String label, String value) {}

    /** {@code November 2026}, in the language's own order. */
    public String month(YearMonth month) {
        return DateTimeFormatter.ofLocalizedPattern("yMMMM").withLocale(locale).format(month);
    }

    /** With its sign, and a dash for nothing. */
    public String signed(long points) {
        var format = NumberFormat.getIntegerInstance(locale);
        return points == 0 ? "–" : (points > 0 ? "+" : "−") + format.format(Math.abs(points));
    }

    /** A share of 1, with one decimal at most. */
    public String percent(BigDecimal share) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    public String signedPercent(BigDecimal share) {
        return (share.signum() > 0 ? "+" : share.signum() < 0 ? "−" : "") + percent(share.abs());
    }

    public String amount(BigDecimal amount, String currency) {
        return Reasons.money(amount, currency, locale);
    }

    /** What a rule pays for, in one sentence. */
    public String rule(EarnRule rule) {
        return rules.pays(rule);
    }

    /** Everything else about it: which items count, rounding, limits, other campaigns. */
    public List<String> terms(EarnRule rule) {
        var sentences = rules.sentences(rule);
        return sentences.subList(1, sentences.size());
    }

    /** All of it as one text. */
    public String wholeRule(EarnRule rule) {
        return rules.rule(rule);
    }

    public String cap(Cap cap) {
        return rules.cap(cap);
    }

    /** The name of an activity type; words that a programme made up are their own names. */
    public String activity(ActivityType type) {
        return activity(type.code());
    }

    private String activity(String code) {
        return name("admin.activity." + code, code);
    }

    /** Where an activity was told from. */
    public String channel(String channel) {
        return name("admin.channel." + channel, channel);
    }

    /** A line of a file as staff may read it on a page. */
    public String masked(String line) {
        return Masked.text(line);
    }

    public String money(Money money) {
        return Reasons.money(money.getAmount(), money.getCurrencyUnit().getCode(), locale);
    }

    /** Of one piece, in the currency of the whole. */
    public String price(BigDecimal price, @Nullable Money whole) {
        return money(price, whole == null ? null : whole.getCurrencyUnit().getCode());
    }

    private String money(BigDecimal amount, @Nullable String currency) {
        return currency == null ? decimal(amount) : Reasons.money(amount, currency, locale);
    }

    public String decimal(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Math.clamp(number.scale(), 0, 12));
        format.setMaximumFractionDigits(12);
        return format.format(number);
    }

    /** The full account of an entry. */
    public Trace trace(Why why) {
        return switch (why) {
            case Why.Earned earned -> earned(earned);
            case Why.EarnedNothing(var rules) -> earnedNothing(rules);
            case Why.Spent(var on) -> new Trace(text("admin.trace.spent", in(on)), List.of(fact("on", in(on))), null);
            case Why.GivenBack(var on, var reason) ->
                new Trace(
                        text("admin.trace.given-back", in(on)),
                        List.of(fact("on", in(on)), fact("reason", reason)),
                        null);
            case Why.TakenBack taken -> takenBack(taken);
            case Why.Released(var entry) ->
                new Trace(
                        text("admin.trace.released", entry),
                        List.of(fact("of-entry", text("admin.entries.numbered", entry))),
                        null);
            case Why.Sent(var transfer, var to, var party) ->
                new Trace(
                        text("admin.trace.sent." + party),
                        List.of(fact("to", to.toString()), fact("transfer", transfer.toString())),
                        null);
            case Why.Received(var transfer, var from, var party) ->
                new Trace(
                        text("admin.trace.received." + party),
                        List.of(fact("from", from.toString()), fact("transfer", transfer.toString())),
                        null);
            case Why.SentBack(var transfer, var returnedFor) ->
                new Trace(
                        text("admin.trace.sent-back." + returnedFor),
                        List.of(fact("transfer", transfer.toString())),
                        null);
            case Why.Merged(var merge, var other, var cause) ->
                new Trace(
                        text("admin.trace.merged." + cause),
                        List.of(fact("other-account", other.toString()), fact("merge", merge.toString())),
                        null);
            case Why.Granted(var forWhat) ->
                new Trace(text("admin.trace.granted", in(forWhat)), List.of(fact("on", in(forWhat))), null);
            case Why.Adjusted(var reason, var note) ->
                new Trace(
                        text("admin.trace.adjusted", in(reason)),
                        note == null
                                ? List.of(fact("adjusted.reason", in(reason)))
                                : List.of(fact("adjusted.reason", in(reason)), fact("adjusted.note", note)),
                        null);
            case Why.Reinstated(var lastDay) ->
                new Trace(text("admin.trace.reinstated", day(lastDay)), List.of(fact("last-day", day(lastDay))), null);
            case Why.Expired(var lastDay) ->
                new Trace(text("admin.trace.expired", day(lastDay)), List.of(fact("last-day", day(lastDay))), null);
        };
    }

    private Trace earned(Why.Earned earned) {
        var facts = new ArrayList<Fact>();
        var trace = earned.trace();
        facts.add(fact("rule", version(earned.rule())));
        if (trace != null && trace.whole() != null) {
            facts.add(fact("whole", money(trace.whole(), earned.currency())));
        }
        if (earned.amount() != null) {
            facts.add(fact("amount", money(earned.amount(), earned.currency())));
        }
        if (trace != null && trace.known() != null) {
            known(trace.known(), facts);
        }
        facts.add(fact("formula", rules.formula(earned.formula())));
        if (trace != null && trace.basis() != null) {
            facts.add(fact("basis", text("admin.number", trace.basis())));
        }
        var before = earned.points()
                + earned.cuts().stream().mapToLong(Why.Cut::points).sum();
        if (earned.exact() != null) {
            facts.add(fact("exact", decimal(earned.exact())));
            facts.add(fact(
                    "rounding",
                    earned.exact().compareTo(BigDecimal.valueOf(before)) == 0
                            ? text("admin.trace.rounding.none")
                            : text("admin.trace.rounding.to", before)));
        }
        if (trace != null && trace.growthExact() != null) {
            facts.add(fact("growth-exact", decimal(trace.growthExact())));
        }
        earned.cuts()
                .forEach(cut -> facts.add(fact(
                        cut.cap() == null ? "cut.budget" : "cut.cap",
                        cut.cap() == null
                                ? text("admin.trace.less", cut.points())
                                : text("admin.trace.less.cap", cut.points(), rules.cap(cut.cap())))));
        facts.add(fact("points", text("admin.number", earned.points())));
        facts.add(fact("growth", text("admin.number", earned.growth())));
        return new Trace(
                text("admin.trace.earned", in(earned.rule().name())),
                facts,
                earned.rule().id(),
                steps(trace),
                others(earned.beside()));
    }

    private void known(Why.Known known, List<Fact> facts) {
        if (known.tier() != null) {
            facts.add(fact("tier", rules.tier(known.tier())));
        }
        if (known.birthdayMonth() != null) {
            facts.add(fact("birthday-month", yesOrNo(known.birthdayMonth())));
        }
        if (known.firstPurchase() != null) {
            facts.add(fact("first-purchase", yesOrNo(known.firstPurchase())));
        }
    }

    private String yesOrNo(boolean yes) {
        return text(yes ? "admin.yes" : "admin.no");
    }

    private List<Step> steps(Why.@Nullable Trace trace) {
        return trace == null || trace.condition() == null
                ? List.of()
                : rules.conditions().trace(trace.condition());
    }

    /** Rules that did not pay, and why. */
    public List<Other> others(List<Why.NotPaid> notPaid) {
        return notPaid.stream()
                .map(each -> new Other(
                        version(each.rule()), because(each), each.rule().id(), steps(each.trace())))
                .toList();
    }

    private String because(Why.NotPaid notPaid) {
        return text(
                "admin.trace.not-paid." + notPaid.reason(),
                notPaid.other() == null ? "" : in(notPaid.other().name()),
                notPaid.cap() == null ? "" : rules.cap(notPaid.cap()));
    }

    private String version(Why.Paid rule) {
        return text("admin.trace.rule.version", in(rule.name()), rule.version());
    }

    private Trace earnedNothing(List<Why.NotPaid> notPaid) {
        return new Trace(
                text(notPaid.isEmpty() ? "admin.trace.no-rule" : "admin.trace.earned-nothing"),
                List.of(),
                notPaid.size() == 1 ? notPaid.getFirst().rule().id() : null,
                List.of(),
                others(notPaid));
    }

    private Trace takenBack(Why.TakenBack taken) {
        var facts = new ArrayList<Fact>();
        var purchase = taken.purchase();
        facts.add(fact("purchase", purchase == null ? text("admin.trace.purchase.unknown") : purchase));
        facts.add(fact("refunded", money(taken.amount(), taken.currency())));
        facts.add(fact("due", text("admin.number", taken.due())));
        facts.add(fact("taken", text("admin.number", taken.due() - taken.shortfall())));
        if (taken.waited() > 0) {
            facts.add(fact("waited", text("admin.number", taken.waited())));
        }
        if (taken.owed() > 0) {
            facts.add(fact("owed", text("admin.number", taken.owed())));
        }
        if (taken.shortfall() > 0) {
            facts.add(fact("shortfall", text("admin.number", taken.shortfall())));
        }
        facts.add(fact("growth-taken", text("admin.number", taken.growth())));
        taken.rules()
                .forEach(each -> facts.add(new Fact(
                        version(each.rule()),
                        text(each.whole() ? "admin.trace.reversed.whole" : "admin.trace.reversed", each.points()))));
        return new Trace(
                purchase == null ? text("admin.trace.taken-back") : text("admin.trace.taken-back.of", purchase),
                facts,
                null);
    }

    /** Choices for forms: value to label. */
    public Map<String, String> currencies() {
        var choices = new LinkedHashMap<String, String>();
        currencies.forEach(code -> choices.put(code, code));
        return choices;
    }

    /** What can be asked of an activity. */
    public Map<String, List<String>> askedOfActivities() {
        return ConditionOffer.ACTIVITIES.questions();
    }

    /** What can be asked of members. */
    public Map<String, List<String>> askedOfMembers() {
        return ConditionOffer.MEMBERS.questions();
    }

    /** What can be asked of one thing that a member did. */
    public Map<String, List<String>> askedOfDeeds() {
        return ConditionOffer.DEEDS.questions();
    }

    /** Segments by code, as choices. */
    public Map<String, String> segments() {
        var choices = new LinkedHashMap<String, String>();
        segments.get().forEach(segment -> choices.put(segment.code(), in(segment.name())));
        return choices;
    }

    /** Who belongs to a segment, as a sentence. */
    public String audience(Segment segment) {
        return segment.kind() == Segment.Kind.HAND_PICKED
                ? text("admin.segments.by-hand")
                : text("admin.segments.those", rules.conditions().clause(segment.condition()));
    }

    public List<Step> steps(Judgement judgement) {
        return rules.conditions().trace(judgement);
    }

    public Map<String, String> languages() {
        var choices = new LinkedHashMap<String, String>();
        List.of("zh", "en").forEach(code -> choices.put(code, Locale.of(code).getDisplayLanguage(locale)));
        return choices;
    }

    /** Those that most members have, and whatever is ticked already. */
    public List<String> tags(List<String> ticked) {
        var choices = new LinkedHashSet<>(ticked);
        tags.get().stream().limit(MOST_TAGS).map(Tag::text).forEach(choices::add);
        return List.copyOf(choices);
    }

    /** Of these, the ones that nobody has: perhaps misspelt, perhaps taken off everyone. */
    public List<String> unusedTags(Condition condition) {
        var asked = condition
                .leaves()
                .filter(Trait.TagIn.class::isInstance)
                .flatMap(leaf -> ((Trait.TagIn) leaf).tags().stream())
                .distinct()
                .toList();
        if (asked.isEmpty()) {
            return asked;
        }
        var used = tags.get().stream().map(Tag::text).collect(Collectors.toSet());
        return asked.stream().filter(tag -> !used.contains(tag)).toList();
    }

    /** China as a whole, then its provinces. */
    public Map<String, String> listedRegions() {
        var choices = new LinkedHashMap<String, String>();
        choices.put("CN", text("admin.condition.region.china"));
        regions.choices(locale).forEach((code, name) -> {
            if (ConditionForm.isListed(code)) {
                choices.putIfAbsent(code, name);
            }
        });
        return choices;
    }

    public Map<String, String> interests() {
        var choices = new LinkedHashMap<String, String>();
        for (var interest : Interest.values()) {
            choices.put(interest.name(), text("interest." + interest));
        }
        return choices;
    }

    /** Purposes, each with the channels for which it is asked. */
    public Map<String, Map<String, String>> consents() {
        var choices = new LinkedHashMap<String, Map<String, String>>();
        for (var purpose : ConsentPurpose.values()) {
            var channels = new LinkedHashMap<String, String>();
            purpose.channels()
                    .forEach(channel -> channels.put(purpose + ":" + channel, text("consent.channel." + channel)));
            choices.put(text("consent.purpose." + purpose), channels);
        }
        return choices;
    }

    /** How many can be reached by which channel, in the order of the channels. */
    public Map<String, Long> reach(CountAudience.Reach reach) {
        var channels = new LinkedHashMap<String, Long>();
        for (var channel : ConsentPurpose.OFFERS.channels()) {
            channels.put(text("consent.channel." + channel), reach.channels().getOrDefault(channel, 0L));
        }
        return channels;
    }

    /** The same in one line, without the channels that reach nobody. */
    public String reached(CountAudience.Reach reach) {
        var ways = new LinkedHashMap<String, Long>();
        ways.put(text("admin.segments.reach.in-app"), reach.active());
        ways.putAll(reach(reach));
        ways.values().removeIf(members -> members == 0);
        var number = NumberFormat.getIntegerInstance(locale);
        return ways.isEmpty()
                ? text("admin.segments.reach.nobody")
                : ways.entrySet().stream()
                        .map(way -> way.getKey() + " " + number.format(way.getValue()))
                        .collect(Collectors.joining(" · "));
    }

    public Map<String, String> statuses() {
        var choices = new LinkedHashMap<String, String>();
        for (var status : MemberStatus.values()) {
            choices.put(status.name(), text("admin.members.status." + status));
        }
        return choices;
    }

    /** Who would belong to a segment with this condition. */
    public String those(Condition condition) {
        return text("admin.segments.those", rules.conditions().clause(condition));
    }

    /** What counts for a step of a mission. */
    public String counts(Mission.Step step) {
        return missions.counts(step);
    }

    /** All tiers of the ladder, lowest first. */
    public Map<String, String> tiers() {
        return rules.tiers();
    }

    public Map<String, String> weekdays() {
        var choices = new LinkedHashMap<String, String>();
        Arrays.stream(DayOfWeek.values())
                .forEach(day -> choices.put(day.name(), day.getDisplayName(TextStyle.FULL, locale)));
        return choices;
    }

    /** As heads of a calendar's columns. */
    public List<String> weekdaysShort() {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> day.getDisplayName(TextStyle.SHORT, locale))
                .toList();
    }

    /** Per mille as percent. */
    public String share(int perMille) {
        return decimal(BigDecimal.valueOf(perMille, 1).stripTrailingZeros());
    }

    /** The part of a rule's form in which this is wrong, as its headings are called. */
    public String section(ObjectError error) {
        return switch (field(error).split("[.\\[]", 2)[0]) {
            case "when" -> "when";
            case "points", "growth" -> "pays";
            case "atMost" -> "limits";
            case "beside" -> "others";
            case "span" -> "time";
            case "story" -> "about";
            default -> "what";
        };
    }

    /** Empty for what is wrong with the whole. */
    public String field(ObjectError error) {
        return error instanceof FieldError of ? of.getField() : "";
    }

    public String problem(ObjectError error) {
        return texts.getMessage(error, locale);
    }

    /** Whom a trial is for. */
    public String audience(PilotRule.Audience audience) {
        if (audience.isEveryone()) {
            return text("admin.pilots.with.all");
        }
        if (audience.among().equals(Condition.none())) {
            return text("admin.pilots.with", share(audience.perMille()));
        }
        var whom = rules.conditions().clause(audience.among());
        return audience.perMille() == PilotRule.Audience.ALL
                ? text("admin.pilots.with.whom", whom)
                : text("admin.pilots.with.some", share(audience.perMille()), whom);
    }

    /** What both groups of a trial did and were paid, line by line; averages where the groups differ in size. */
    public List<GroupLine> groups(ReadPilots.Comparison compared, String currency) {
        var lines = new ArrayList<GroupLine>();
        line("members", compared, group -> decimal(BigDecimal.valueOf(group.members())), lines);
        line("activities", compared, group -> decimal(BigDecimal.valueOf(group.activities())), lines);
        line("activities.each", compared, group -> each(BigDecimal.valueOf(group.activities()), group), lines);
        if (compared.trial().spent().signum() != 0 || compared.others().spent().signum() != 0) {
            line(
                    "spent.each",
                    compared,
                    group -> group.members() == 0 ? "–" : amount(average(group.spent(), group), currency),
                    lines);
        }
        line("points", compared, group -> decimal(BigDecimal.valueOf(group.points())), lines);
        line("points.each", compared, group -> each(BigDecimal.valueOf(group.points()), group), lines);
        line("growth", compared, group -> decimal(BigDecimal.valueOf(group.growth())), lines);
        return lines;
    }

    record GroupLine(String label, String trial, String others) {}

    private void line(
            String what,
            ReadPilots.Comparison compared,
            Function<ReadPilots.Group, String> figure,
            List<GroupLine> into) {
        into.add(new GroupLine(
                text("admin.pilots.groups." + what), figure.apply(compared.trial()), figure.apply(compared.others())));
    }

    private String each(BigDecimal sum, ReadPilots.Group group) {
        return group.members() == 0 ? "–" : decimal(average(sum, group));
    }

    private static BigDecimal average(BigDecimal sum, ReadPilots.Group group) {
        return sum.divide(BigDecimal.valueOf(group.members()), 2, RoundingMode.HALF_UP);
    }

    public long answers(ReadPilots.Pilot pilot, String answer) {
        return pilot.answers().getOrDefault(PilotRule.Answer.valueOf(answer), 0L);
    }

    public String tier(String code) {
        return rules.tier(code);
    }

    public String time(EarnRule rule) {
        return rules.time(rule);
    }

    /** Of "paying by", "rounding" and the like: the values of a choice of the rule's form, in their order. */
    public Map<String, String> choices(String what, List<String> values) {
        var choices = new LinkedHashMap<String, String>();
        values.forEach(value -> choices.put(value, text("admin.rules.form." + what + "." + value)));
        return choices;
    }

    public Map<String, String> formulas() {
        return choices(
                "formula",
                List.of(FormulaForm.PER_AMOUNT, FormulaForm.FIXED, FormulaForm.MULTIPLIED, FormulaForm.NOTHING));
    }

    public Map<String, String> rewardKinds() {
        var choices = new LinkedHashMap<String, String>();
        Arrays.stream(RewardKind.values())
                .forEach(kind -> choices.put(kind.name(), text("admin.rewards.kind." + kind)));
        return choices;
    }

    public Map<String, String> tiers(List<Tier> tiers) {
        var choices = new LinkedHashMap<String, String>();
        tiers.forEach(tier -> choices.put(tier.code(), in(tier.name())));
        return choices;
    }

    private Fact fact(String label, String value) {
        return new Fact(text("admin.trace." + label), value);
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    private String in(BilingualText text) {
        return text.in(locale);
    }

    private String name(String key, String otherwise) {
        var name = texts.getMessage(key, null, otherwise, locale);
        return name == null ? otherwise : name;
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
