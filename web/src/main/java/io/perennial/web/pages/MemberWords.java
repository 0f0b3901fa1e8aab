package io.perennial.web.pages;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Judgement;
import io.perennial.insights.Trait;
import io.perennial.insights.Trait.Did;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Region;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Says what a condition asks about a member, and what was found. Members are never told which segment they are in. */
final class MemberWords {

    private static final int SHOWN = 12;

    private final MessageSource texts;
    private final Locale locale;
    private final ZoneId zone;
    private final UnaryOperator<String> segmentName;

    /** @param segmentName of a segment's code */
    MemberWords(MessageSource texts, Locale locale, ZoneId zone, UnaryOperator<String> segmentName) {
        this.texts = texts;
        this.locale = locale;
        this.zone = zone;
        this.segmentName = segmentName;
    }

    /** To staff. */
    String segment(Condition.SegmentIn in, boolean not) {
        return text(
                not ? "segments.not.segment" : "segments.is.segment",
                some(in.codes().stream()
                        .map(code -> quoted(segmentName.apply(code)))
                        .toList()));
    }

    /** To the member. */
    String segmentOfYours(boolean not) {
        return text(not ? "segments.not.segment.you" : "segments.is.segment.you");
    }

    /** @param such what the activity within must be like, said as a clause */
    String leaf(Trait leaf, boolean not, Function<Condition, String> such) {
        var is = not ? "segments.not." : "segments.is.";
        return switch (leaf) {
            case Trait.TagIn in ->
                text(is + "tag", some(in.tags().stream().map(this::quoted).toList()));
            case Trait.RegionIn in ->
                text(is + "region", some(in.regions().stream().map(this::region).toList()));
            case Trait.InterestIn in ->
                text(
                        is + "interest",
                        some(in.interests().stream()
                                .map(interest -> text("interest." + interest))
                                .toList()));
            case Trait.AgreedTo(var purpose, var channel) -> agreed(is, purpose, channel);
            case Trait.LanguageIn in ->
                text(
                        is + "language",
                        some(in.languages().stream().map(this::language).toList()));
            case Trait.StatusIn in ->
                text(
                        is + "status",
                        some(in.statuses().stream()
                                .map(status -> text("admin.members.status." + status))
                                .toList()));
            case Trait.EnrolledWithin(var days) -> text(is + "enrolled-within", days);
            case Trait.SeenWithin(var days) -> text(is + "seen-within", days);
            case Trait.BalanceBetween(var from, var below) -> between(is + "balance", from, below);
            case Trait.GrowthBetween(var from, var below) -> between(is + "growth", from, below);
            case Trait.NearNextTier(var missing) -> text(is + "near-next-tier", missing);
            case Trait.PointsExpiringWithin(var days, var least) -> text(is + "points-expiring", days, least);
            case Trait.BirthdayWithin(var days) -> text(is + "birthday-within", days);
            case Trait.FavouriteCategoryIn in ->
                text(
                        is + "favourite-category",
                        some(in.categories().stream().map(this::quoted).toList()));
            case Trait.Rfm(var measure, var from, var to) ->
                text(is + "rfm." + measure + (from == to ? ".one" : ""), from, to);
            case Did did -> did(did, not, such);
        };
    }

    private String agreed(String is, ConsentPurpose purpose, ConsentChannel channel) {
        return channel == ConsentChannel.ANY
                ? text(is + "agreed." + purpose)
                : text(is + "agreed." + purpose, text("segments.by." + channel));
    }

    private String did(Did did, boolean not, Function<Condition, String> such) {
        var from = did.from();
        var below = did.below();
        if (not && (from == null || below == null)) {
            return did(opposite(did), false, such);
        }
        if (!not && isNever(did)) {
            var never = text("segments.is.did.never", undone(did), window(did.window()));
            return isEmpty(did.such()) ? never : text("segments.did.such", never, such.apply(did.such()));
        }
        var said = text(
                not ? "segments.not.did" : "segments.is.did", deed(did), much(did, from, below), window(did.window()));
        return isEmpty(did.such()) ? said : text("segments.did.such", said, such.apply(did.such()));
    }

    /** At least two is not fewer than two. */
    private static Did opposite(Did did) {
        return new Did(
                did.activity(), did.such(), did.window(), did.measure(), did.currency(), did.below(), did.from());
    }

    private static boolean isNever(Did did) {
        var below = did.below();
        return did.measure() == Did.Measure.TIMES
                && did.from() == null
                && below != null
                && below.compareTo(BigDecimal.ONE) == 0;
    }

    private String undone(Did did) {
        return optional("segments.undone." + did.activity())
                .orElseGet(() -> text("segments.undone", activity(did.type())));
    }

    private String deed(Did did) {
        if (did.measure() == Did.Measure.AMOUNT) {
            return text("segments.deed.paid");
        }
        return optional("segments.deed." + did.activity()).orElseGet(() -> text("segments.deed", activity(did.type())));
    }

    private String activity(ActivityType type) {
        return optional("activity.type." + type.code()).orElse(type.code());
    }

    private String much(Did did, @Nullable BigDecimal from, @Nullable BigDecimal below) {
        var key = "segments.much." + did.measure();
        if (from == null) {
            return text(key + ".below", amount(did, below));
        }
        if (below == null) {
            return text(key + ".from", amount(did, from));
        }
        return did.measure() == Did.Measure.TIMES && from.add(BigDecimal.ONE).compareTo(below) == 0
                ? text(key + ".exactly", from)
                : text(key + ".between", amount(did, from), amount(did, below));
    }

    private @Nullable Object amount(Did did, @Nullable BigDecimal bound) {
        return did.currency() == null || bound == null ? bound : money(bound, did.currency());
    }

    private String money(BigDecimal amount, String currency) {
        var plain = amount.stripTrailingZeros();
        return Reasons.money(plain.setScale(Math.max(0, plain.scale())), currency, locale);
    }

    private String window(Trait.Window window) {
        if (window.lastDays() != null) {
            return text("segments.window.last", window.lastDays());
        }
        if (window.from() == null) {
            return window.until() == null
                    ? text("segments.window.ever")
                    : text("segments.window.until", day(window.until()));
        }
        return window.until() == null
                ? text("segments.window.from", day(window.from()))
                : text("segments.window.between", day(window.from()), day(window.until()));
    }

    private static boolean isEmpty(Condition condition) {
        return condition instanceof Condition.All all && all.parts().isEmpty();
    }

    private String between(String key, @Nullable Long from, @Nullable Long below) {
        if (from == null) {
            return text(key + ".below", below);
        }
        return below == null ? text(key + ".from", from) : text(key + ".between", from, below);
    }

    // --- what was found -------------------------------------------------------------------------

    /** What was met at a leaf about a member or a segment. */
    String met(Judgement leaf) {
        var met = leaf.met();
        if (met == null) {
            return switch (leaf.condition()) {
                case Trait.AgreedTo _ -> text(leaf.holds() ? "segments.met.agreed" : "segments.met.not-agreed");
                case Condition.SegmentIn _, Trait.TagIn _, Trait.InterestIn _ -> text("segments.met.none-of-them");
                default -> text("segments.met.nothing");
            };
        }
        return switch (leaf.condition()) {
            case Condition.SegmentIn _ -> segmentName.apply(met);
            case Trait.RegionIn _ -> region(met);
            case Trait.InterestIn _ -> text("interest." + met);
            case Trait.LanguageIn _ -> language(met);
            case Trait.StatusIn _ -> text("admin.members.status." + met);
            case Trait.EnrolledWithin _, Trait.SeenWithin _ -> moment(Instant.parse(met));
            case Trait.BirthdayWithin _ -> Masked.HIDDEN;
            case Trait.PointsExpiringWithin _ -> {
                var parts = met.split(" ", 2);
                yield text("segments.met.expiring", Long.parseLong(parts[0]), moment(Instant.parse(parts[1])));
            }
            case Trait.Rfm _ -> text("segments.met.rfm", Integer.parseInt(met));
            case Did did ->
                did.currency() == null
                        ? text("segments.met.times", Long.parseLong(met))
                        : money(new BigDecimal(met.split(" ", 2)[0]), did.currency());
            case Trait.BalanceBetween _, Trait.GrowthBetween _, Trait.NearNextTier _ ->
                NumberFormat.getNumberInstance(locale).format(Long.parseLong(met));
            default -> met;
        };
    }

    // --- words ----------------------------------------------------------------------------------

    private String language(String code) {
        return Locale.of(code).getDisplayLanguage(locale);
    }

    private String region(String code) {
        return Regions.name(new Region(code), texts, locale);
    }

    private String moment(Instant moment) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(moment.atZone(zone));
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    private String quoted(String word) {
        return text("segments.quoted", word);
    }

    private String some(Collection<String> words) {
        var all = List.copyOf(words);
        if (all.size() < 2) {
            return all.getFirst();
        }
        var comma = text("segments.list.comma");
        return all.size() <= SHOWN
                ? text("segments.list.or", String.join(comma, all.subList(0, all.size() - 1)), all.getLast())
                : text("segments.list.more", String.join(comma, all.subList(0, SHOWN)), all.size() - SHOWN);
    }

    private Optional<String> optional(String key) {
        return Optional.ofNullable(texts.getMessage(key, null, null, locale));
    }

    private String text(String key, @Nullable Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
