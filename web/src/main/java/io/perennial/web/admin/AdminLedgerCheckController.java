package io.perennial.web.admin;

import io.perennial.points.CheckLedger;
import io.perennial.points.ReadLedgerChecks;
import io.perennial.points.VerifyLedger.Fault;
import io.perennial.points.VerifyLedger.Invariant;
import io.perennial.points.VerifyLedger.Report;
import io.perennial.web.jobs.LedgerCheckRuns;
import io.perennial.web.pages.Notice;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whether the ledger is sound, and since when. */
@Controller
@RequestMapping("/admin/ledger-check")
class AdminLedgerCheckController {

    private static final int LATEST = 30;

    private final ReadLedgerChecks checks;
    private final LedgerCheckRuns runs;

    AdminLedgerCheckController(ReadLedgerChecks checks, LedgerCheckRuns runs) {
        this.checks = checks;
        this.runs = runs;
    }

    @GetMapping
    String show(Model model) {
        var latest = checks.latest(LATEST);
        var last = latest.isEmpty() ? null : latest.getFirst();
        model.addAttribute("last", last);
        model.addAttribute("invariants", last == null ? List.of() : Held.all(last.report()));
        model.addAttribute("earlier", latest.stream().skip(1).toList());
        model.addAttribute("seenWhole", checks.lastSeenWhole().orElse(null));
        model.addAttribute("round", checks.round().orElse(null));
        model.addAttribute("nights", CheckLedger.NIGHTS);
        model.addAttribute("underWay", checks.underWay().orElse(null));
        model.addAttribute("running", runs.areUnderWay());
        return "admin/ledger-check/show";
    }

    /** It takes as long as the ledger is large, so it is done by whichever instance is free. */
    @PostMapping
    String check(RedirectAttributes redirect) {
        runs.begin();
        Notice.success("admin.ledger-check.begun").after(redirect);
        return "redirect:/admin/ledger-check";
    }

    /** @param faults of this invariant */
    record Held(Invariant invariant, List<Fault> faults) {

        static List<Held> all(Report report) {
            return Arrays.stream(Invariant.values())
                    .map(invariant -> new Held(
                            invariant,
                            report.faults().stream()
                                    .filter(fault -> fault.breach().invariant() == invariant)
                                    .toList()))
                    .toList();
        }
    }
}
