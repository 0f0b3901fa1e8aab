package io.perennial.web.pages;

import io.perennial.insights.Condition;
import io.perennial.insights.Judgement;
import io.perennial.insights.Trait;
import io.perennial.membership.Ladder;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Says conditions in the reader's language, and how they were judged. Sentences are made from the tree itself, so that what
 * people read is what is asked: of the activities of a rule or of a mission alike.
 */
public final class ConditionWords {

    /**
     * One line of a trace.
     *
     * @param depth 0 for the outermost
     * @param met what was found there; empty where there is nothing to show
     */
    public record Step(int depth, String asked, String met, boolean holds) {}

    private static final int SHOWN = 12;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final MessageSource texts;
    private final Locale locale;
    private final Voice voice;
    private final Supplier<Ladder> ladder;
    private final MemberWords members;

    ConditionWords(MessageSource texts, Locale locale, Voice voice, Supplier<Ladder> ladder, MemberWords members) {
        this.texts = texts;
        this.locale = locale;
        this.voice = voice;
        this.ladder = ladder;
        this.members = members;
    }

    // --- what must hold -------------------------------------------------------------------------

    /** What must hold, as a clause that can stand after "if". */
    public String clause(Condition condition) {
        return clause(condition, null);
    }

    /** @param currency in which amounts are meant, where there can be but one */
    String clause(Condition condition, @Nullable String currency) {
        return clause(condition, currency, false);
    }

    private String clause(Condition condition, @Nullable String currency, boolean within) {
        return switch (condition) {
            case Condition.All all when all.parts().isEmpty() -> text("condition.always");
            case Condition.All all
            when all.parts().size() == 1 -> clause(all.parts().getFirst(), currency, within);
            case Condition.Any any
            when any.parts().size() == 1 -> clause(any.parts().getFirst(), currency, within);
            case Condition.All all -> group(all.parts(), "condition.clauses.and", currency, within);
            case Condition.Any any -> group(any.parts(), "condition.clauses.or", currency, within);
            case Condition.Not not -> negated(not.part(), currency, within);
            default -> leaf(condition, "condition.is.", currency);
        };
    }

    private String negated(Condition part, @Nullable String currency, boolean within) {
        return switch (part) {
            case Condition.Not twice -> clause(twice.part(), currency, within);
            case Condition.All all
            when all.parts().size() == 1 -> negated(all.parts().getFirst(), currency, within);
            case Condition.Any any
            when any.parts().size() == 1 -> negated(any.parts().getFirst(), currency, within);
            case Condition.All all -> text("condition.not-all", semicolons(all.parts(), currency));
            case Condition.Any any -> text("condition.none-of", semicolons(any.parts(), currency));
            default -> leaf(part, "condition.not.", currency);
        };
    }

    private String group(List<Condition> parts, String joiner, @Nullable String currency, boolean within) {
        var clauses = parts.stream().map(part -> clause(part, currency, true)).toList();
        var joined = clauses.stream()
                .reduce((before, after) -> text(joiner, before, after))
                .orElseThrow();
        return within ? text("condition.brackets", joined) : joined;
    }

    private String semicolons(List<Condition> parts, @Nullable String currency) {
        return parts.stream()
                .map(part -> clause(part, currency, true))
                .reduce((before, after) -> text("condition.clauses.semicolon", before, after))
                .orElseThrow();
    }

    private String leaf(Condition leaf, String is, @Nullable String currency) {
        return switch (leaf) {
            case Condition.AmountBetween between -> amount(between, is, currency);
            case Condition.CurrencyIn in -> text(is + "currency", some(in.codes()));
            case Condition.ArticleIn in -> text(is + "article", some(in.numbers()));
            case Condition.CategoryIn in -> text(is + "category", quoted(in.categories()));
            case Condition.ItemNamed named -> text(is + "item-named", quoted(named.words()));
            case Condition.StoreIn in -> text(is + "store", some(in.stores()));
            case Condition.ChannelIn in ->
                text(
                        is + "channel",
                        some(in.channels().stream().map(this::channel).toList()));
            case Condition.TierIn in -> voiced(is + "tier", some(tiers(in.codes())));
            case Condition.WeekdayIn in ->
                text(
                        is + "weekday",
                        some(in.days().stream()
                                .map(day -> day.getDisplayName(TextStyle.FULL, locale))
                                .toList()));
            case Condition.DayOfMonthIn in ->
                text(
                        is + "day-of-month",
                        some(in.days().stream().map(this::dayOfMonth).toList()));
            case Condition.TimeBetween(var from, var until) -> text(is + "time", clock(from), clock(until));
            case Condition.FirstPurchase _ -> voiced(is + "first-purchase");
            case Condition.BirthdayMonth _ -> voiced(is + "birthday-month");
            case Condition.InShare(var seed, var perMille) ->
                // A trial of one rule draws its share by the rule's id, which says nothing to anybody.
                voice != Voice.MEMBER && isId(seed)
                        ? text(is + "share.trial", number(BigDecimal.valueOf(perMille, 1)))
                        : voiced(is + "share", number(BigDecimal.valueOf(perMille, 1)), seed);
            case Condition.SegmentIn in -> {
                var not = is.equals("condition.not.");
                yield voice == Voice.MEMBER ? members.segmentOfYours(not) : members.segment(in, not);
            }
            case Trait now -> members.leaf(now, is.equals("condition.not."), this::clause);
            case Condition.All _, Condition.Any _, Condition.Not _ -> clause(leaf);
        };
    }

    private static boolean isId(String seed) {
        return seed.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/[0-9]+)?");
    }

    private String amount(Condition.AmountBetween between, String is, @Nullable String currency) {
        var from = between.from();
        var below = between.below();
        if (from == null) {
            return text(is + "amount.below", price(Objects.requireNonNull(below), currency));
        }
        return below == null
                ? text(is + "amount.from", price(from, currency))
                : text(is + "amount.between", price(from, currency), price(below, currency));
    }

    // --- how it was judged ----------------------------------------------------------------------

    /** Each condition with what was found, outermost first; what stands below a group follows it. */
    public List<Step> trace(Judgement judgement) {
        var steps = new ArrayList<Step>();
        trace(judgement, 0, steps);
        return steps;
    }

    private void trace(Judgement judgement, int depth, List<Step> into) {
        var condition = judgement.condition();
        switch (condition) {
            case Condition.All _, Condition.Any _ -> {
                if (judgement.parts().size() == 1) {
                    trace(judgement.parts().getFirst(), depth, into);
                    return;
                }
                if (!judgement.parts().isEmpty()) {
                    into.add(new Step(depth, text("condition.group." + name(condition)), "", judgement.holds()));
                    judgement.parts().forEach(part -> trace(part, depth + 1, into));
                }
            }
            case Condition.Not not -> {
                var part = judgement.parts().getFirst();
                if (not.part().parts().isEmpty()) {
                    into.add(new Step(depth, clause(not), met(part), judgement.holds()));
                } else {
                    into.add(new Step(depth, text("condition.group.not"), "", judgement.holds()));
                    trace(part, depth + 1, into);
                }
            }
            default -> into.add(new Step(depth, clause(condition), met(judgement), judgement.holds()));
        }
    }

    private static String name(Condition group) {
        return group instanceof Condition.Any ? "any" : "all";
    }

    private String met(Judgement leaf) {
        if (leaf.condition() instanceof Trait || leaf.condition() instanceof Condition.SegmentIn) {
            return voice == Voice.MEMBER ? "" : members.met(leaf);
        }
        var met = leaf.met();
        if (met == null) {
            return leaf.condition() instanceof Condition.FirstPurchase ? "" : text("condition.met.nothing");
        }
        return switch (leaf.condition()) {
            case Condition.TierIn _ -> tiers(List.of(met)).getFirst();
            case Condition.ChannelIn _ -> channel(met);
            case Condition.WeekdayIn _ -> DayOfWeek.valueOf(met).getDisplayName(TextStyle.FULL, locale);
            case Condition.BirthdayMonth _ -> Month.valueOf(met).getDisplayName(TextStyle.FULL_STANDALONE, locale);
            case Condition.DayOfMonthIn _ -> dayOfMonth(Integer.parseInt(met), false);
            case Condition.TimeBetween _ -> clock(LocalTime.parse(met));
            case Condition.AmountBetween _ -> amount(met);
            case Condition.OnItems _ -> {
                var counts = met.split("/", 2);
                yield text("condition.met.items", Long.parseLong(counts[0]), Long.parseLong(counts[1]));
            }
            case Condition.InShare _ -> text("condition.met.share", number(new BigDecimal(met).movePointLeft(1)));
            default -> met;
        };
    }

    private String amount(String met) {
        var parts = met.split(" ", 2);
        return parts.length == 2 ? Reasons.money(new BigDecimal(parts[0]), parts[1], locale) : met;
    }

    /** What did not hold, as a clause: only that part of it at which it failed. */
    public String missing(Judgement judgement) {
        return clause(failed(judgement), null);
    }

    private static Condition failed(Judgement judgement) {
        if (!(judgement.condition() instanceof Condition.All)) {
            return judgement.condition();
        }
        var parts = judgement.parts().stream()
                .filter(part -> !part.holds())
                .map(ConditionWords::failed)
                .toList();
        return new Condition.All(parts);
    }

    // --- words ----------------------------------------------------------------------------------

    String price(BigDecimal amount, @Nullable String currency) {
        var plain = amount.stripTrailingZeros();
        plain = plain.setScale(Math.max(0, plain.scale()));
        return currency == null ? number(plain) : Reasons.money(plain, currency, locale);
    }

    String number(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(12);
        return format.format(number);
    }

    List<String> tiers(Collection<String> codes) {
        var steps = ladder.get();
        var names = new ArrayList<String>();
        steps.tiers().stream()
                .filter(tier -> codes.contains(tier.code()))
                .forEach(tier -> names.add(tier.name().in(locale)));
        codes.stream().filter(code -> steps.find(code).isEmpty()).forEach(names::add);
        return names;
    }

    private String channel(String code) {
        return optional("admin.channel." + code).orElse(code);
    }

    private String dayOfMonth(int day) {
        return dayOfMonth(day, true);
    }

    /** @param asked whether 31 is the condition's word for the last day, not a date */
    private String dayOfMonth(int day, boolean asked) {
        return asked && day == 31 ? text("condition.day.last") : text("condition.day", day);
    }

    private static String clock(LocalTime time) {
        return CLOCK.format(time);
    }

    private String quoted(Collection<String> words) {
        return some(words.stream().map(word -> text("condition.quoted", word)).toList());
    }

    /** One or the other; only the first of very many. */
    private String some(Collection<String> words) {
        var all = List.copyOf(words);
        return all.size() <= SHOWN
                ? list(all, "condition.list.or")
                : text(
                        "condition.list.more",
                        String.join(text("condition.list.comma"), all.subList(0, SHOWN)),
                        all.size() - SHOWN);
    }

    String list(List<String> words, String last) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return text(
                last, String.join(text("condition.list.comma"), words.subList(0, words.size() - 1)), words.getLast());
    }

    String sentence(String clause) {
        return text("condition.sentence", Character.toUpperCase(clause.charAt(0)) + clause.substring(1));
    }

    /** In the reader's voice where it makes a difference. */
    private String voiced(String key, Object... arguments) {
        return voice == Voice.MEMBER ? text(key + ".you", arguments) : text(key, arguments);
    }

    Optional<String> optional(String key) {
        return Optional.ofNullable(texts.getMessage(key, null, null, locale));
    }

    String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
