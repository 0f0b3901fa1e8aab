package io.perennial.web.admin;

import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.web.pages.PrintedStatements;
import io.perennial.web.pages.StatementFiles;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A member's statement to hand out: on paper, and as files that can be proved. */
@Controller
@RequestMapping("/admin/members/{id}/statement")
class AdminStatementFilesController {

    private final ReadMember members;
    private final PrintedStatements printed;
    private final StatementFiles files;
    private final LookUps lookUps;

    AdminStatementFilesController(
            ReadMember members, PrintedStatements printed, StatementFiles files, LookUps lookUps) {
        this.members = members;
        this.printed = printed;
        this.files = files;
        this.lookUps = lookUps;
    }

    @GetMapping("/print")
    String print(
            @PathVariable MemberId id,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> until,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        model.addAttribute("profile", handedOut(id, rights, request));
        model.addAttribute("statement", printed.of(id, from, until, locale));
        model.addAttribute("base", "/admin/members/" + id + "/statement");
        return "portal/statement/print";
    }

    @GetMapping("/statement.json")
    void json(
            @PathVariable MemberId id,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        handedOut(id, rights, request);
        files.json(id, response);
    }

    @GetMapping("/statement.csv")
    void csv(
            @PathVariable MemberId id,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        handedOut(id, rights, request);
        files.csv(id, locale, response);
    }

    /** Who took a member's whole history out of here is written down before the first of it goes out. */
    private ReadMember.Profile handedOut(MemberId id, StaffRights by, HttpServletRequest request) {
        var profile = members.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        lookUps.seen(by, LookUpKind.STATEMENT, id, null, request);
        return profile;
    }
}
