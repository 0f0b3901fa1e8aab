package io.perennial.web.admin;

import io.perennial.points.ReadLedgerChecks;
import io.perennial.web.jobs.LedgerCheckRuns;
import io.perennial.web.pages.Notice;
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
        model.addAttribute("last", latest.isEmpty() ? null : latest.getFirst());
        model.addAttribute("earlier", latest.stream().skip(1).toList());
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
}
