package io.perennial.web.admin;

import io.perennial.insights.Condition;
import io.perennial.membership.Ladder;
import io.perennial.membership.Programme;
import io.perennial.points.Cap;
import io.perennial.points.Stacking;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Campaigns that many shops run: what the form of a new one begins with. */
enum CampaignStart {
    /** Double points for everyone, from tomorrow for a week. */
    DOUBLE_POINTS("double-points", "stars"),
    /** Double points on the 18th of each month, on certain goods, for the higher tiers. */
    MEMBERS_DAY("members-day", "calendar-event"),
    BIRTHDAY_MONTH("birthday-month", "balloon"),
    FIRST_PURCHASE("first-purchase", "bag-check"),
    STORE_OPENING("store-opening", "shop"),
    CATEGORY_BONUS("category-bonus", "tags"),
    FROM_SCRATCH("from-scratch", "pencil");

    private static final int MEMBERS_DAY_OF_MONTH = 18;

    private final String code;
    private final String icon;

    CampaignStart(String code, String icon) {
        this.code = code;
        this.icon = icon;
    }

    /** In addresses and text keys. */
    public String code() {
        return code;
    }

    public String icon() {
        return icon;
    }

    static Optional<CampaignStart> named(@Nullable String code) {
        return Arrays.stream(values()).filter(start -> start.code.equals(code)).findFirst();
    }

    RuleForm form(Programme programme, Ladder ladder, Instant now) {
        var blank = RuleForm.campaign(programme);
        var tomorrow = LocalDate.ofInstant(now, programme.zone()).plusDays(1);
        return switch (this) {
            case DOUBLE_POINTS ->
                blank.named("双倍积分", "Double points").lasting(midnight(tomorrow), midnight(tomorrow.plusDays(7)));
            case MEMBERS_DAY ->
                blank.named("会员日双倍积分", "Members’ day: double points")
                        .with(when(
                                ladder.tiers().size() < 2
                                        ? Condition.none()
                                        : new Condition.TierIn(new TreeSet<>(ladder.tiers().stream()
                                                .skip(1)
                                                .map(tier -> tier.code())
                                                .toList())),
                                new Condition.DayOfMonthIn(new TreeSet<>(List.of(MEMBERS_DAY_OF_MONTH)))))
                        .with(caps(Cap.Window.DAY, 500));
            case BIRTHDAY_MONTH ->
                blank.named("生日月双倍积分", "Birthday month: double points")
                        .with(when(new Condition.BirthdayMonth()))
                        .with(caps(Cap.Window.MONTH, 1_000));
            case FIRST_PURCHASE ->
                blank.named("首购礼", "First purchase gift")
                        .with(when(new Condition.FirstPurchase()))
                        .with(FormulaForm.fixed(200), FormulaForm.nothing());
            case STORE_OPENING -> {
                var form = blank.named("新店开业双倍积分", "Store opening: double points")
                        .lasting(midnight(tomorrow), midnight(tomorrow.plusDays(14)));
                yield form.adding("0:store").with(caps(Cap.Window.DAY, 500));
            }
            case CATEGORY_BONUS -> {
                var form = blank.named("品类双倍积分", "Category bonus: double points")
                        .lasting(midnight(tomorrow), midnight(tomorrow.plusDays(14)));
                yield form.adding("0:category").stacked(Stacking.BEST_WINS);
            }
            case FROM_SCRATCH -> blank;
        };
    }

    private static ConditionForm when(Condition... conditions) {
        return ConditionForm.of(new Condition.All(Arrays.stream(conditions)
                .filter(condition -> !condition.equals(Condition.none()))
                .toList()));
    }

    private static RuleParts.AtMost caps(Cap.Window window, long most) {
        return new RuleParts.AtMost(List.of(CapForm.of(new Cap(window, Cap.Measure.POINTS, most))), "");
    }

    /** As a date picker wants it. */
    private static String midnight(LocalDate day) {
        return day.atTime(LocalTime.MIDNIGHT).toString();
    }
}
