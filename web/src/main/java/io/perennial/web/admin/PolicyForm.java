package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.membership.Ladder;
import io.perennial.membership.StaffRole;
import io.perennial.points.PointsPolicy;
import io.perennial.points.PointsPolicy.AdjustmentLimits;
import io.perennial.points.PointsPolicy.Expiry;
import io.perennial.points.PointsPolicy.FixedDates;
import io.perennial.points.PointsPolicy.Grace;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.PointsPolicy.Rolling;
import io.perennial.points.PointsPolicy.Rounding;
import io.perennial.points.PointsPolicy.Sliding;
import io.perennial.points.PointsPolicy.TransferLimits;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The policy as typed. All fields are texts, so that what cannot be read comes back as it was typed.
 *
 * @param version the one that this edit would become
 * @param lives how long points last: first for all, then for each tier that may have a rule of its own
 * @param from empty for at once
 */
record PolicyForm(
        String version,
        List<Life> lives,
        String minimumLifeDays,
        String noticeDays,
        String daysToTell,
        String reinstatementDays,
        List<Wait> waits,
        String refunds,
        String perDay,
        String perMonth,
        String smallest,
        String undoMinutes,
        String aloneSupport,
        String aloneFinance,
        String aloneAdmin,
        String from) {

    static final String ROLLING = "rolling";
    static final String DATES = "fixed-dates";
    static final String SLIDING = "sliding";
    static final List<String> KINDS = List.of(ROLLING, DATES, SLIDING);

    private static final long MOST_POINTS = 1_000_000_000;
    private static final int MOST_LIVES = 30;
    private static final int WAITS = 4;
    private static final Pattern MONTH_AND_DAY = Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})");

    PolicyForm(
            @Nullable String version,
            @Nullable List<Life> lives,
            @Nullable String minimumLifeDays,
            @Nullable String noticeDays,
            @Nullable String daysToTell,
            @Nullable String reinstatementDays,
            @Nullable List<Wait> waits,
            @Nullable String refunds,
            @Nullable String perDay,
            @Nullable String perMonth,
            @Nullable String smallest,
            @Nullable String undoMinutes,
            @Nullable String aloneSupport,
            @Nullable String aloneFinance,
            @Nullable String aloneAdmin,
            @Nullable String from) {
        this.version = Typed.text(version);
        this.lives =
                lives == null ? List.of() : lives.stream().limit(MOST_LIVES).toList();
        this.minimumLifeDays = Typed.text(minimumLifeDays);
        this.noticeDays = Typed.text(noticeDays);
        this.daysToTell = Typed.text(daysToTell);
        this.reinstatementDays = Typed.text(reinstatementDays);
        this.waits =
                waits == null ? List.of() : waits.stream().limit(MOST_LIVES).toList();
        this.refunds = Typed.text(refunds);
        this.perDay = Typed.text(perDay);
        this.perMonth = Typed.text(perMonth);
        this.smallest = Typed.text(smallest);
        this.undoMinutes = Typed.text(undoMinutes);
        this.aloneSupport = Typed.text(aloneSupport);
        this.aloneFinance = Typed.text(aloneFinance);
        this.aloneAdmin = Typed.text(aloneAdmin);
        this.from = Typed.text(from);
    }

    /**
     * @param tier code of the tier, empty for all
     * @param kind empty for a tier without a rule of its own
     */
    record Life(
            String tier,
            String kind,
            String months,
            String rounding,
            String dates,
            String leastDays,
            String activities) {

        Life(
                @Nullable String tier,
                @Nullable String kind,
                @Nullable String months,
                @Nullable String rounding,
                @Nullable String dates,
                @Nullable String leastDays,
                @Nullable String activities) {
            this.tier = Typed.text(tier);
            this.kind = Typed.text(kind);
            this.months = Typed.text(months);
            this.rounding = Typed.text(rounding);
            this.dates = Typed.text(dates);
            this.leastDays = Typed.text(leastDays);
            this.activities = Typed.text(activities);
        }

        static Life of(String tier, @Nullable Expiry expiry) {
            return switch (expiry) {
                case null -> new Life(tier, "", "24", Rounding.MONTH.name(), "", "30", "");
                case Rolling(var months, var rounding) ->
                    new Life(tier, ROLLING, Integer.toString(months), rounding.name(), "", "30", "");
                case FixedDates(var dates, var leastDays) ->
                    new Life(
                            tier,
                            DATES,
                            "24",
                            Rounding.MONTH.name(),
                            dates.stream()
                                    .map(date -> date.toString().substring(2))
                                    .collect(Collectors.joining(", ")),
                            Integer.toString(leastDays),
                            "");
                case Sliding(var months, var rounding, var activities) ->
                    new Life(
                            tier,
                            SLIDING,
                            Integer.toString(months),
                            rounding.name(),
                            "",
                            "30",
                            activities.stream().map(ActivityType::code).sorted().collect(Collectors.joining(", ")));
            };
        }

        @Nullable
        Expiry read(String at, BindingResult errors) {
            return switch (kind) {
                case ROLLING -> {
                    var number = months(at, errors);
                    var end = rounding(at, errors);
                    yield number == null || end == null ? null : new Rolling(number, end);
                }
                case SLIDING -> {
                    var number = months(at, errors);
                    var end = rounding(at, errors);
                    var types = activities(at, errors);
                    yield number == null || end == null || types.isEmpty() ? null : new Sliding(number, end, types);
                }
                case DATES -> {
                    var days = Typed.whole(leastDays, 0, PointsPolicy.MOST_DAYS);
                    if (days.isEmpty()) {
                        errors.rejectValue(
                                at + "leastDays", "admin.form.whole", new Object[] {0, PointsPolicy.MOST_DAYS}, null);
                    }
                    var read = dates(at, errors);
                    yield days.isEmpty() || read.isEmpty()
                            ? null
                            : new FixedDates(read, Math.toIntExact(days.getAsLong()));
                }
                default -> {
                    errors.rejectValue(at + "kind", "admin.form.choose");
                    yield null;
                }
            };
        }

        private @Nullable Integer months(String at, BindingResult errors) {
            var number = Typed.whole(months, 1, PointsPolicy.MOST_MONTHS);
            if (number.isEmpty()) {
                errors.rejectValue(at + "months", "admin.form.whole", new Object[] {1, PointsPolicy.MOST_MONTHS}, null);
                return null;
            }
            return Math.toIntExact(number.getAsLong());
        }

        private @Nullable Rounding rounding(String at, BindingResult errors) {
            try {
                return Rounding.valueOf(rounding);
            } catch (IllegalArgumentException _) {
                errors.rejectValue(at + "rounding", "admin.form.choose");
                return null;
            }
        }

        private Set<ActivityType> activities(String at, BindingResult errors) {
            var types = new HashSet<ActivityType>();
            for (var code : split(activities)) {
                var type = type(code);
                if (type == null) {
                    errors.rejectValue(at + "activities", "admin.policy.form.activities", new Object[] {code}, null);
                    return Set.of();
                }
                types.add(type);
            }
            if (types.isEmpty()) {
                errors.rejectValue(at + "activities", "admin.policy.form.activities.missing");
            }
            return types;
        }

        private List<MonthDay> dates(String at, BindingResult errors) {
            var read = new ArrayList<MonthDay>();
            for (var date : split(dates)) {
                var parts = MONTH_AND_DAY.matcher(date);
                try {
                    if (!parts.matches()) {
                        throw new DateTimeException(date);
                    }
                    read.add(MonthDay.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))));
                } catch (DateTimeException _) {
                    errors.rejectValue(at + "dates", "admin.policy.form.dates", new Object[] {date}, null);
                    return List.of();
                }
            }
            var distinct = new HashSet<>(read).size();
            if (distinct < 1 || distinct > PointsPolicy.MOST_DATES) {
                errors.rejectValue(
                        at + "dates", "admin.policy.form.dates.count", new Object[] {PointsPolicy.MOST_DATES}, null);
                return List.of();
            }
            return read;
        }
    }

    /** @param type empty for an empty line */
    record Wait(String type, String days) {

        Wait(@Nullable String type, @Nullable String days) {
            this.type = Typed.text(type);
            this.days = Typed.text(days);
        }
    }

    static PolicyForm of(PointsPolicy policy, int nextVersion, Ladder ladder) {
        var lives = new ArrayList<Life>();
        lives.add(Life.of("", policy.expiry()));
        ladder.tiers()
                .forEach(tier ->
                        lives.add(Life.of(tier.code(), policy.expiryOfTiers().get(tier.code()))));
        var waits = new ArrayList<Wait>();
        policy.pendingDays().entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().code()))
                .forEach(each ->
                        waits.add(new Wait(each.getKey().code(), each.getValue().toString())));
        do {
            waits.add(new Wait("", ""));
        } while (waits.size() < WAITS);
        var alone = policy.adjustments().alone();
        return new PolicyForm(
                Integer.toString(nextVersion),
                lives,
                Integer.toString(policy.minimumLifeDays()),
                Integer.toString(policy.noticeDays()),
                Integer.toString(policy.grace().daysToTell()),
                Integer.toString(policy.grace().reinstatementDays()),
                waits,
                policy.refunds().name(),
                Long.toString(policy.transfers().perDay()),
                Long.toString(policy.transfers().perMonth()),
                Long.toString(policy.transfers().smallest()),
                Integer.toString(policy.transfers().undoMinutes()),
                Long.toString(alone.getOrDefault(StaffRole.SUPPORT, 0L)),
                Long.toString(alone.getOrDefault(StaffRole.FINANCE, 0L)),
                Long.toString(alone.getOrDefault(StaffRole.ADMIN, 0L)),
                "");
    }

    /** The policy, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<PointsPolicy> read(Instant now, ZoneId zone, BindingResult errors) {
        var number = Typed.whole(version, 2, Integer.MAX_VALUE);
        if (number.isEmpty() || lives.isEmpty()) {
            errors.reject("admin.form.stale");
            return Optional.empty();
        }
        var common = lives.getFirst().read("lives[0].", errors);
        var tiers = new HashMap<String, Expiry>();
        for (var index = 1; index < lives.size(); index++) {
            var life = lives.get(index);
            if (!life.kind().isEmpty()) {
                var expiry = life.read("lives[" + index + "].", errors);
                if (expiry != null) {
                    tiers.put(life.tier(), expiry);
                }
            }
        }
        var minimumLife = whole(minimumLifeDays, "minimumLifeDays", 0, PointsPolicy.MOST_DAYS, errors);
        var notice = whole(noticeDays, "noticeDays", 0, PointsPolicy.MOST_NOTICE_DAYS, errors);
        var toTell = whole(daysToTell, "daysToTell", 1, PointsPolicy.MOST_DAYS, errors);
        var reinstatement = whole(reinstatementDays, "reinstatementDays", 0, PointsPolicy.MOST_DAYS, errors);
        var pending = pending(errors);
        var refundsMeant = Arrays.stream(Refunds.values())
                .filter(each -> each.name().equals(refunds))
                .findFirst();
        if (refundsMeant.isEmpty()) {
            errors.rejectValue("refunds", "admin.form.choose");
        }
        var day = whole(perDay, "perDay", 0, MOST_POINTS, errors);
        var month = whole(perMonth, "perMonth", 0, MOST_POINTS, errors);
        var least = whole(smallest, "smallest", 1, MOST_POINTS, errors);
        var undo = whole(undoMinutes, "undoMinutes", 0, 1_440, errors);
        if (month < day) {
            errors.rejectValue("perMonth", "admin.policy.form.month-below-day");
        }
        var alone = Map.of(
                StaffRole.SUPPORT, whole(aloneSupport, "aloneSupport", 0, MOST_POINTS, errors),
                StaffRole.FINANCE, whole(aloneFinance, "aloneFinance", 0, MOST_POINTS, errors),
                StaffRole.ADMIN, whole(aloneAdmin, "aloneAdmin", 0, MOST_POINTS, errors));
        var start = from.isEmpty() ? Optional.of(now) : Typed.moment(from, zone);
        if (start.isEmpty()) {
            errors.rejectValue("from", "admin.form.moment.unreadable");
        }
        if (errors.hasErrors() || common == null) {
            return Optional.empty();
        }
        return Optional.of(new PointsPolicy(
                Math.toIntExact(number.getAsLong()),
                common,
                tiers,
                Math.toIntExact(minimumLife),
                Math.toIntExact(notice),
                pending,
                refundsMeant.orElseThrow(),
                new TransferLimits(day, month, least, Math.toIntExact(undo)),
                new AdjustmentLimits(alone),
                new Grace(Math.toIntExact(toTell), Math.toIntExact(reinstatement)),
                start.orElseThrow()));
    }

    private Map<ActivityType, Integer> pending(BindingResult errors) {
        var pending = new HashMap<ActivityType, Integer>();
        for (var index = 0; index < waits.size(); index++) {
            var wait = waits.get(index);
            if (wait.type().isEmpty() && wait.days().isEmpty()) {
                continue;
            }
            var type = type(wait.type());
            if (type == null) {
                errors.rejectValue(
                        "waits[" + index + "].type", "admin.policy.form.activities", new Object[] {wait.type()}, null);
                continue;
            }
            var days = whole(wait.days(), "waits[" + index + "].days", 0, PointsPolicy.MOST_DAYS, errors);
            if (days > 0) {
                pending.put(type, Math.toIntExact(days));
            }
        }
        return pending;
    }

    private static long whole(String typed, String field, long least, long most, BindingResult errors) {
        var number = Typed.whole(typed, least, most);
        if (number.isEmpty()) {
            errors.rejectValue(field, "admin.form.whole", new Object[] {least, most}, null);
        }
        return number.orElse(least);
    }

    private static @Nullable ActivityType type(String code) {
        try {
            var type = new ActivityType(code);
            return type.equals(ActivityType.REFUND) ? null : type;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static List<String> split(String typed) {
        return Arrays.stream(typed.split("[,;，；、\\s]+"))
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
