package io.perennial.web.portal;

import io.perennial.membership.ReadMember;
import io.perennial.web.pages.PrintedStatements;
import io.perennial.web.pages.StatementFiles;
import io.perennial.web.security.SignedInMember;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The statement to take away: on paper, and as files that can be proved. */
@Controller
@RequestMapping("/statement")
class StatementFilesController {

    private final ReadMember members;
    private final PrintedStatements printed;
    private final StatementFiles files;

    StatementFilesController(ReadMember members, PrintedStatements printed, StatementFiles files) {
        this.members = members;
        this.printed = printed;
        this.files = files;
    }

    @GetMapping("/print")
    String print(
            @AuthenticationPrincipal SignedInMember member,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> until,
            Locale locale,
            Model model) {
        model.addAttribute("profile", members.find(member.id()).orElseThrow());
        model.addAttribute("statement", printed.of(member.id(), from, until, locale));
        model.addAttribute("base", "/statement");
        return "portal/statement/print";
    }

    @GetMapping("/statement.json")
    void json(@AuthenticationPrincipal SignedInMember member, HttpServletResponse response) throws IOException {
        files.json(member.id(), response);
    }

    @GetMapping("/statement.csv")
    void csv(@AuthenticationPrincipal SignedInMember member, Locale locale, HttpServletResponse response)
            throws IOException {
        files.csv(member.id(), locale, response);
    }
}
