package io.perennial.web.admin;

import io.perennial.membership.SearchMembers;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The search that is on every page of the admin site, and its own page for who has no JavaScript. */
@Controller
@RequestMapping("/admin/search")
class AdminSearchController {

    private static final int FEW = 6;

    private final SiteSearch search;
    private final LookUps lookUps;

    AdminSearchController(SearchMembers members, ReadRedemptions redemptions, MessageSource texts, LookUps lookUps) {
        this.lookUps = lookUps;
        this.search = new SiteSearch(members, redemptions, texts);
    }

    @GetMapping
    String show(
            @RequestParam(defaultValue = "") String q,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            HttpSession session,
            Locale locale,
            Model model) {
        var found = search.search(q, rights, session, locale, SiteSearch.MOST);
        if (!found.isRecent()) {
            lookUps.searched(rights, q, found.members(), request);
        }
        // A card that is scanned leads straight to its member.
        if (!found.isRecent() && found.size() == 1) {
            return "redirect:" + found.first();
        }
        model.addAttribute("found", found);
        return "admin/search/show";
    }

    /** What the dialog shows while somebody types. */
    @GetMapping("/found")
    String found(
            @RequestParam(defaultValue = "") String q,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            HttpSession session,
            Locale locale,
            Model model) {
        var found = search.search(q, rights, session, locale, FEW);
        if (!found.isRecent() && found.members().size() == 1) {
            lookUps.searched(rights, q, found.members(), request); // not at each key
        }
        model.addAttribute("found", found);
        return "admin/fragments/found :: choices";
    }
}
