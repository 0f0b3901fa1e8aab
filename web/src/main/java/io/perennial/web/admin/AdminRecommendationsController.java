package io.perennial.web.admin;

import io.perennial.insights.EditRecommendations;
import io.perennial.insights.EditRecommendations.Outcome;
import io.perennial.insights.KeepRecommendations;
import io.perennial.web.jobs.RecommendationRuns;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What goes with what, and what is never recommended. Articles are asked for by number, which may hold any character. */
@Controller
@RequestMapping("/admin/recommendations")
class AdminRecommendationsController {

    private static final int MOST = 50;

    private final EditRecommendations recommendations;
    private final KeepRecommendations counted;
    private final RecommendationRuns runs;

    AdminRecommendationsController(
            EditRecommendations recommendations, KeepRecommendations counted, RecommendationRuns runs) {
        this.recommendations = recommendations;
        this.counted = counted;
        this.runs = runs;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("q", q.strip());
        model.addAttribute("articles", recommendations.find(q, MOST));
        model.addAttribute("leftOut", recommendations.leftOut(MOST));
        model.addAttribute("counted", counted.counted().orElse(null));
        model.addAttribute("running", runs.areUnderWay());
        return "admin/recommendations/list";
    }

    @GetMapping("/article")
    String show(@RequestParam String sku, Model model) {
        model.addAttribute(
                "shown",
                recommendations.show(sku).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("counted", counted.counted().orElse(null));
        return "admin/recommendations/show";
    }

    /** It takes as long as much was bought, so it is done by whichever instance is free. */
    @PostMapping
    String count(RedirectAttributes redirect) {
        runs.begin();
        Notice.success("admin.recommendations.begun").after(redirect);
        return "redirect:/admin/recommendations";
    }

    @PostMapping("/article/exclude")
    String exclude(
            @RequestParam String sku,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        return told(sku, recommendations.exclude(sku, reason, me.id()), "admin.recommendations.excluded", redirect);
    }

    @PostMapping("/article/admit")
    String admit(
            @RequestParam String sku,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        return told(sku, recommendations.admit(sku, reason, me.id()), "admin.recommendations.admitted", redirect);
    }

    private static String told(String sku, Outcome outcome, String done, RedirectAttributes redirect) {
        switch (outcome) {
            case Outcome.Done _ -> Notice.success(done).after(redirect);
            case Outcome.NoReason _ ->
                Notice.error("admin.recommendations.no-reason", EditRecommendations.LONGEST_REASON)
                        .after(redirect);
            case Outcome.UnknownArticle _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        redirect.addAttribute("sku", sku);
        return "redirect:/admin/recommendations/article";
    }
}
