package io.perennial.web.portal;

import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedemptionId;
import io.perennial.web.pages.QrPicture;
import io.perennial.web.security.SignedInMember;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What a member redeemed, with the code to show in the shop. */
@Controller
@RequestMapping("/my-rewards")
class MyRewardsController {

    private static final int PAGE = 20;

    private final ReadRedemptions redemptions;

    MyRewardsController(ReadRedemptions redemptions) {
        this.redemptions = redemptions;
    }

    @GetMapping
    String list(@AuthenticationPrincipal SignedInMember member, @RequestParam Optional<UUID> before, Model model) {
        var page = redemptions.of(member.id(), before.map(RedemptionId::new), PAGE);
        model.addAttribute("lines", page.lines());
        model.addAttribute("first", before.isPresent() ? "/my-rewards" : null);
        model.addAttribute(
                "next",
                page.hasMore() ? "/my-rewards?before=" + page.lines().getLast().id() : null);
        return "portal/my-rewards/list";
    }

    @GetMapping("/{id}")
    String show(@AuthenticationPrincipal SignedInMember member, @PathVariable UUID id, Model model) {
        var line = redemptions
                .of(member.id(), new RedemptionId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("line", line);
        model.addAttribute("qr", QrPicture.of(line.code()));
        return "portal/my-rewards/show";
    }
}
