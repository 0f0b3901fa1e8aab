package io.perennial.web.portal;

import io.perennial.membership.MemberId;
import io.perennial.points.CheckIn;
import io.perennial.points.CheckIn.Outcome;
import io.perennial.points.MakeUpDay;
import io.perennial.points.Prize;
import io.perennial.points.ReadStreak;
import io.perennial.points.ReadStreak.Won;
import io.perennial.points.ReadStreakPlan;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInMember;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The daily check-in: today's press, the days so far, and a missed day that a member wants to fill. */
@Controller
class CheckInController {

    private static final String PANEL = "portal/home :: after-check-in";
    private static final int WEEK = 7;

    private final CheckIn checkIn;
    private final MakeUpDay makeUpDay;
    private final ReadStreak streaks;
    private final ReadStreakPlan plan;

    CheckInController(CheckIn checkIn, MakeUpDay makeUpDay, ReadStreak streaks, ReadStreakPlan plan) {
        this.checkIn = checkIn;
        this.makeUpDay = makeUpDay;
        this.streaks = streaks;
        this.plan = plan;
    }

    @PostMapping("/check-in")
    String checkIn(
            @AuthenticationPrincipal SignedInMember signedIn,
            @RequestParam(defaultValue = "false") boolean calendar,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String live,
            Model model,
            RedirectAttributes redirect) {
        var outcome = checkIn.checkIn(signedIn.id());
        var notice = notice(outcome);
        if (live == null) {
            notice.after(redirect);
            return calendar ? "redirect:/check-in" : "redirect:/";
        }
        model.addAttribute("checkInNotice", notice);
        if (outcome instanceof Outcome.CheckedIn done) {
            model.addAttribute("newBalance", done.balance());
        }
        panel(signedIn.id(), streaks, model);
        return PANEL;
    }

    /** What the panel on the first page shows: the streak, and the days that lead up to today. */
    static void panel(MemberId member, ReadStreak streaks, Model model) {
        var lately = streaks.lately(member, WEEK);
        var today = lately.streak().day();
        model.addAttribute("streak", lately.streak());
        model.addAttribute("week", DayCell.between(today.minusDays(WEEK - 1L), today, today, lately.days()));
    }

    @GetMapping("/check-in")
    String show(
            @AuthenticationPrincipal SignedInMember signedIn,
            @RequestParam(required = false) @DateTimeFormat(pattern = "yyyy-MM") @Nullable YearMonth month,
            Model model) {
        var streak = streaks.of(signedIn.id());
        var current = YearMonth.from(streak.day());
        var shown = month == null || month.isAfter(current) ? current : month;
        model.addAttribute("streak", streak);
        model.addAttribute("plan", plan.current());
        model.addAttribute("month", shown.atDay(1));
        model.addAttribute("earlier", shown.minusMonths(1).toString());
        model.addAttribute(
                "later", shown.isBefore(current) ? shown.plusMonths(1).toString() : null);
        model.addAttribute("weeks", weeks(signedIn.id(), shown, streak.day()));
        return "portal/check-in/show";
    }

    /** Whole weeks from Monday to Sunday; days of the months beside it are left empty. */
    private List<List<@Nullable DayCell>> weeks(MemberId member, YearMonth month, LocalDate today) {
        var days = streaks.days(member, month.atDay(1), month.atEndOfMonth());
        var weeks = new ArrayList<List<@Nullable DayCell>>();
        var cells = DayCell.between(month.atDay(1), month.atEndOfMonth(), today, days);
        var monday = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (; !monday.isAfter(month.atEndOfMonth()); monday = monday.plusWeeks(1)) {
            var week = new ArrayList<@Nullable DayCell>();
            for (var day = monday; day.isBefore(monday.plusWeeks(1)); day = day.plusDays(1)) {
                week.add(YearMonth.from(day).equals(month) ? cells.get(day.getDayOfMonth() - 1) : null);
            }
            weeks.add(week);
        }
        return weeks;
    }

    @PostMapping("/check-in/make-up")
    String makeUp(
            @AuthenticationPrincipal SignedInMember signedIn,
            @RequestParam LocalDate day,
            RedirectAttributes redirect) {
        switch (makeUpDay.makeUp(signedIn.id(), day)) {
            case MakeUpDay.Outcome.MadeUp made
            when points(made.prizes()) > 0 ->
                Notice.success("streak.madeUp.prize", made.streak().length(), points(made.prizes()))
                        .after(redirect);
            case MakeUpDay.Outcome.MadeUp made ->
                Notice.success("streak.madeUp", made.streak().length()).after(redirect);
            case MakeUpDay.Outcome.NotOffered _ ->
                Notice.info("streak.notOffered").after(redirect);
            case MakeUpDay.Outcome.MemberClosed _, MakeUpDay.Outcome.UnknownMember _ ->
                Notice.error("checkIn.closed").after(redirect);
        }
        return "redirect:/check-in";
    }

    @GetMapping("/check-in/make-up")
    String back() {
        return "redirect:/check-in";
    }

    private static Notice notice(Outcome outcome) {
        return switch (outcome) {
            case Outcome.CheckedIn done
            when points(done.prizes()) > 0 ->
                Notice.success("checkIn.prize", done.streak().length(), done.points(), points(done.prizes()));
            case Outcome.CheckedIn done
            when !done.prizes().isEmpty() ->
                Notice.success("checkIn.won", done.streak().length(), done.points());
            case Outcome.CheckedIn done when done.points() > 0 -> Notice.success("checkIn.earned", done.points());
            case Outcome.CheckedIn _ -> Notice.success("checkIn.done");
            case Outcome.MemberClosed _, Outcome.UnknownMember _ -> Notice.error("checkIn.closed");
        };
    }

    private static long points(List<Won> prizes) {
        return prizes.stream()
                .map(Won::prize)
                .map(Prize::points)
                .mapToLong(points -> points.value())
                .sum();
    }
}
