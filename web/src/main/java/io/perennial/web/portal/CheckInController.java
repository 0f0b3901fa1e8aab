package io.perennial.web.portal;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadActivities;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.points.EarnPoints;
import io.perennial.points.EarnPoints.Outcome;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInMember;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One check-in a day of the programme's zone; each further press of that day gets the answer of the first. */
@Controller
class CheckInController {

    static final String SOURCE = "portal";

    private static final String PANEL = "portal/home :: after-check-in";

    private final EarnPoints points;
    private final ReadActivities activities;
    private final Programme programme;
    private final Clock clock;

    CheckInController(EarnPoints points, ReadActivities activities, Programme programme, Clock clock) {
        this.points = points;
        this.activities = activities;
        this.programme = programme;
        this.clock = clock;
    }

    static String reference(MemberId member, LocalDate day) {
        return "check-in:" + member + ":" + day;
    }

    @PostMapping("/check-in")
    String checkIn(
            @AuthenticationPrincipal SignedInMember signedIn,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String live,
            Model model,
            RedirectAttributes redirect) {
        var outcome = checkIn(signedIn.id());
        var notice = notice(outcome);
        if (live == null) {
            notice.after(redirect);
            return "redirect:/";
        }
        model.addAttribute("checkInNotice", notice);
        model.addAttribute("checkedIn", notice.kind().equals("success"));
        if (outcome instanceof Outcome.Booked booked) {
            model.addAttribute("newBalance", booked.balance());
        }
        return PANEL;
    }

    /** Someone reloads the page that the press led to. */
    @GetMapping("/check-in")
    String home() {
        return "redirect:/";
    }

    /**
     * The second press must tell the very same activity as the first, moment included. Two at the same time may both find
     * nothing before them; then the slower one is refused as a conflict, and by now finds the faster one's moment.
     */
    private Outcome checkIn(MemberId member) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var reference = reference(member, LocalDate.ofInstant(now, programme.zone()));
        var outcome = earn(member, reference, now);
        return outcome instanceof Outcome.Conflict ? earn(member, reference, now) : outcome;
    }

    private Outcome earn(MemberId member, String reference, Instant now) {
        var first = activities.byReference(SOURCE, List.of(reference)).get(reference);
        var happenedAt = first == null ? now : first.happenedAt();
        var activity = new Activity(
                member, ActivityType.CHECK_IN, SOURCE, reference, happenedAt, "portal", null, null, null, List.of());
        return points.earn(List.of(activity)).getFirst();
    }

    private static Notice notice(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Booked booked when booked.points() > 0 -> Notice.success("checkIn.earned", booked.points());
            case Outcome.Booked _ -> Notice.success("checkIn.done");
            case Outcome.MemberClosed _, Outcome.UnknownMember _ -> Notice.error("checkIn.closed");
            case Outcome.Conflict _,
                    Outcome.InTheFuture _,
                    Outcome.CurrencyNotConfigured _,
                    Outcome.UnknownPurchase _,
                    Outcome.RefundTooLarge _ -> Notice.error("checkIn.failed");
        };
    }
}
