package io.perennial.web.admin;

import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.StaffRights;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Views of the list of members belong to who saved them, so whoever may read members may have some. */
@Controller
@RequestMapping("/admin/account/member-views")
class AdminMemberViewsController {

    private final MemberViews views;

    AdminMemberViewsController(MemberViews views) {
        this.views = views;
    }

    @PostMapping
    String keep(
            @RequestParam(defaultValue = "") String name,
            @ModelAttribute("query") MemberQuery query,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            @RequestAttribute("staff") StaffRights rights,
            RedirectAttributes redirect) {
        mayRead(rights);
        var called = name.strip();
        var filters = query.view();
        if (errors.hasErrors() || filters.isEmpty()) {
            Notice.error("views.nothing").after(redirect);
            return "redirect:/admin/members";
        }
        if (called.isEmpty() || called.length() > MemberViews.LONGEST_NAME) {
            Notice.error("views.name", MemberViews.LONGEST_NAME).after(redirect);
        } else if (views.of(me.id()).size() >= MemberViews.MOST) {
            Notice.error("views.too-many", MemberViews.MOST).after(redirect);
        } else {
            views.keep(me.id(), new MemberView(UUID.randomUUID(), called, filters));
            Notice.success("views.kept", called).after(redirect);
        }
        return "redirect:/admin/members?" + filters;
    }

    @PostMapping("/{view}/remove")
    String forget(
            @PathVariable UUID view,
            @AuthenticationPrincipal SignedInStaff me,
            @RequestAttribute("staff") StaffRights rights,
            RedirectAttributes redirect) {
        mayRead(rights);
        views.forget(me.id(), view);
        Notice.success("views.forgotten").after(redirect);
        return "redirect:/admin/members";
    }

    private static void mayRead(StaffRights rights) {
        if (!rights.mayRead("members")) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
