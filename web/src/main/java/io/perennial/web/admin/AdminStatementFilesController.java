package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecordChange;
import io.perennial.web.pages.PrintedStatements;
import io.perennial.web.pages.StatementFiles;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
    private final RecordChange changes;

    AdminStatementFilesController(
            ReadMember members, PrintedStatements printed, StatementFiles files, RecordChange changes) {
        this.members = members;
        this.printed = printed;
        this.files = files;
        this.changes = changes;
    }

    @GetMapping("/print")
    String print(
            @PathVariable MemberId id,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> until,
            @AuthenticationPrincipal SignedInStaff me,
            Locale locale,
            Model model) {
        model.addAttribute("profile", handedOut(id, "paper", me));
        model.addAttribute("statement", printed.of(id, from, until, locale));
        model.addAttribute("base", "/admin/members/" + id + "/statement");
        return "portal/statement/print";
    }

    @GetMapping("/statement.json")
    void json(@PathVariable MemberId id, @AuthenticationPrincipal SignedInStaff me, HttpServletResponse response)
            throws IOException {
        handedOut(id, "json", me);
        files.json(id, response);
    }

    @GetMapping("/statement.csv")
    void csv(
            @PathVariable MemberId id,
            @AuthenticationPrincipal SignedInStaff me,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        handedOut(id, "csv", me);
        files.csv(id, locale, response);
    }

    /** Who took a member's whole history out of here is written down before the first of it goes out. */
    private ReadMember.Profile handedOut(MemberId id, String form, SignedInStaff by) {
        var profile = members.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        changes.record(new RecordChange.Change(
                by.id(), "member.statement-downloaded", "member", id.toString(), null, "{\"form\":\"" + form + "\"}"));
        return profile;
    }
}
