package io.perennial.web.admin;

import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Staff ask to see something hidden of a member: it is written down, and shown on the page that follows. */
@Controller
class AdminLookUpsController {

    private final LookUps lookUps;
    private final ReadMember members;

    AdminLookUpsController(LookUps lookUps, ReadMember members) {
        this.lookUps = lookUps;
        this.members = members;
    }

    @PostMapping("/admin/members/{id}/look-ups")
    String reveal(
            @PathVariable MemberId id,
            @RequestParam LookUpKind what,
            @RequestParam(defaultValue = "") String reason,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (!what.isHidden()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        if (members.find(id).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        lookUps.seen(rights, what, id, reason, request);
        new Revealed(id, what).after(redirect);
        return "redirect:/admin/members/" + id + "#who";
    }
}
