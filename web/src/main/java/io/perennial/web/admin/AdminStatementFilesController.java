package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.web.pages.PrintedStatements;
import io.perennial.web.pages.StatementFiles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
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

    AdminStatementFilesController(ReadMember members, PrintedStatements printed, StatementFiles files) {
        this.members = members;
        this.printed = printed;
        this.files = files;
    }

    @GetMapping("/print")
    String print(
            @PathVariable MemberId id,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> until,
            Locale locale,
            Model model) {
        model.addAttribute("profile", known(id));
        model.addAttribute("statement", printed.of(id, from, until, locale));
        model.addAttribute("base", "/admin/members/" + id + "/statement");
        return "portal/statement/print";
    }

    @GetMapping("/statement.json")
    void json(@PathVariable MemberId id, HttpServletResponse response) throws IOException {
        known(id);
        files.json(id, response);
    }

    @GetMapping("/statement.csv")
    void csv(@PathVariable MemberId id, Locale locale, HttpServletResponse response) throws IOException {
        known(id);
        files.csv(id, locale, response);
    }

    private ReadMember.Profile known(MemberId id) {
        return members.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
