package io.perennial.web.admin;

import io.perennial.membership.Programme;
import io.perennial.points.ReadBudgets;
import io.perennial.points.ReadBudgets.Budget;
import io.perennial.points.ReadRules;
import io.perennial.points.RuleId;
import io.perennial.web.pages.RuleSpan;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The campaigns of a month: when each pays, what it has left, and which get in each other's way. */
@Controller
@RequestMapping("/admin/campaigns")
class AdminCampaignsController {

    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2100;

    private final ReadRules rules;
    private final ReadBudgets budgets;
    private final Programme programme;
    private final Clock clock;

    AdminCampaignsController(ReadRules rules, ReadBudgets budgets, Programme programme, Clock clock) {
        this.rules = rules;
        this.budgets = budgets;
        this.programme = programme;
        this.clock = clock;
    }

    /**
     * A campaign of the month, as it is now.
     *
     * @param budget absent for one without
     */
    record Row(RuleSpan span, State state, @Nullable Budget budget) {

        public boolean budgetGone() {
            return budget != null && budget.left() <= 0;
        }
    }

    enum State {
        RUNNING,
        COMING,
        OVER
    }

    @GetMapping
    String calendar(@RequestParam(required = false) @Nullable String month, Model model) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, programme.zone());
        var shown = month(month, today);
        var spans = RuleSpan.of(rules.all());
        var calendar = CampaignCalendar.of(shown, spans, today, programme.zone());
        model.addAttribute("calendar", calendar);
        model.addAttribute("previous", shown.minusMonths(1));
        model.addAttribute("next", shown.plusMonths(1));
        model.addAttribute("rows", rows(spans, shown, now));
        return "admin/campaigns/list";
    }

    private List<Row> rows(List<RuleSpan> spans, YearMonth month, Instant now) {
        var start = month.atDay(1).atStartOfDay(programme.zone()).toInstant();
        var end = month.plusMonths(1).atDay(1).atStartOfDay(programme.zone()).toInstant();
        var campaigns = spans.stream()
                .filter(RuleSpan::isCampaign)
                .filter(span -> span.touches(start, end))
                .toList();
        Map<RuleId, Budget> left = budgets.of(
                campaigns.stream().map(span -> span.rule().id()).distinct().toList());
        return campaigns.stream()
                .map(span -> new Row(
                        span,
                        state(span, now),
                        span.rule().budget() == null
                                ? null
                                : left.get(span.rule().id())))
                .sorted(Comparator.comparing(Row::state))
                .toList();
    }

    private static State state(RuleSpan span, Instant now) {
        if (span.holdsAt(now)) {
            return State.RUNNING;
        }
        return span.from().isAfter(now) ? State.COMING : State.OVER;
    }

    @GetMapping("/new")
    String create(Model model) {
        model.addAttribute("starts", CampaignStart.values());
        return "admin/campaigns/create";
    }

    private static YearMonth month(@Nullable String asked, LocalDate today) {
        if (asked != null) {
            try {
                var month = YearMonth.parse(asked);
                if (month.getYear() >= EARLIEST_YEAR && month.getYear() <= LATEST_YEAR) {
                    return month;
                }
            } catch (DateTimeParseException _) {
                return YearMonth.from(today);
            }
        }
        return YearMonth.from(today);
    }
}
