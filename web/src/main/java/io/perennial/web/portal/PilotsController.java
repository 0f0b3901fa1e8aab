package io.perennial.web.portal;

import io.perennial.points.PilotRule;
import io.perennial.points.PilotRule.Answer;
import io.perennial.points.PilotRule.Answered;
import io.perennial.points.RuleId;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInMember;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What members say of a campaign that is tried with them. */
@Controller
class PilotsController {

    private final PilotRule pilots;

    PilotsController(PilotRule pilots) {
        this.pilots = pilots;
    }

    @PostMapping("/pilots/{rule}/answer")
    String answer(
            @AuthenticationPrincipal SignedInMember member,
            @PathVariable UUID rule,
            @RequestParam Answer answer,
            @RequestParam(defaultValue = "") String comment,
            RedirectAttributes redirect) {
        var said = Optional.of(comment.strip()).filter(text -> !text.isEmpty());
        switch (pilots.answer(member.id(), new RuleId(rule), answer, said)) {
            case Answered.Kept _ -> Notice.success("campaigns.answer.kept").after(redirect);
            case Answered.NotAsked _ -> Notice.info("campaigns.answer.over").after(redirect);
            case Answered.TooLong _ ->
                Notice.error("campaigns.answer.too-long", PilotRule.LONGEST_COMMENT)
                        .after(redirect);
        }
        return "redirect:/";
    }
}
