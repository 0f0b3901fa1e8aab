package io.perennial.web.admin;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.Identifier;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecogniseMembers;
import io.perennial.web.pages.Cells;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestAttribute;

/** Who changed what. */
@Controller
class AdminAuditController {

    private static final String PAGE = "/admin/audit";
    private static final String FILE = PAGE + "/changes.csv";
    private static final int LINES = 50;
    private static final int LINES_AT_ONCE = 200;

    private final ReadAuditTrail audit;
    private final AppointStaff staff;
    private final ReadMember members;
    private final RecogniseMembers recogniseMembers;
    private final LookUps lookUps;
    private final Programme programme;
    private final MessageSource texts;

    AdminAuditController(
            ReadAuditTrail audit,
            AppointStaff staff,
            ReadMember members,
            RecogniseMembers recogniseMembers,
            LookUps lookUps,
            Programme programme,
            MessageSource texts) {
        this.audit = audit;
        this.staff = staff;
        this.members = members;
        this.recogniseMembers = recogniseMembers;
        this.lookUps = lookUps;
        this.programme = programme;
        this.texts = texts;
    }

    @GetMapping(PAGE)
    String list(
            @ModelAttribute("search") AuditSearch search,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            Model model) {
        var about = search.memberId();
        if (about.isEmpty() && !search.member().isEmpty()) {
            var found = recognised(search.member());
            lookUps.searched(rights, search.member(), found.stream().toList(), request);
            if (found.isPresent()) {
                return "redirect:"
                        + Paging.address(PAGE, search.about(found.get()).filters());
            }
        }
        var unknown = about.isEmpty() && !search.member().isEmpty();
        var page =
                unknown ? new ReadAuditTrail.Page(List.of(), false) : audit.find(search.query(programme.zone(), LINES));
        model.addAttribute("rows", AuditRow.rows(page.lines()));
        model.addAttribute(
                "paging",
                Paging.of(
                        PAGE,
                        search.filters(),
                        search.before() == null,
                        page.hasMore()
                                ? Map.of("before", page.lines().getLast().id().toString())
                                : Map.of()));
        model.addAttribute("file", unknown ? null : Paging.address(FILE, search.filters()));
        model.addAttribute(
                "aboutName",
                about.map(member -> members.names(List.of(member)).get(member)).orElse(null));
        model.addAttribute("subjects", AuditSubject.values());
        model.addAttribute("accounts", staff.accounts());
        return "admin/audit/list";
    }

    private Optional<MemberId> recognised(String typed) {
        return recogniseMembers
                .recognise(Arrays.stream(Identifier.Kind.values())
                        .flatMap(kind -> Identifier.parse(kind, typed).stream())
                        .toList())
                .values()
                .stream()
                .findFirst();
    }

    /** All lines that the page would show, a page at a time; that they were taken is written down first. */
    @GetMapping(FILE)
    void file(
            @ModelAttribute("search") AuditSearch search,
            @ModelAttribute("audited") AuditWords words,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        lookUps.taken(rights, LookUpKind.AUDIT_FILE, 0, request);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit-trail.csv\"");
        response.setHeader("Cache-Control", "no-store");
        var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write('\uFEFF'); // spreadsheets would take Chinese for something else
        try (var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(List.of(
                            "at",
                            "by",
                            "by_id",
                            "action",
                            "what",
                            "subject",
                            "subject_id",
                            "member",
                            "changed",
                            "reason",
                            "request")
                    .stream()
                    .map(column -> text("audit.file." + column))
                    .toList());
            var query = search.query(programme.zone(), LINES_AT_ONCE);
            while (true) {
                var page = audit.find(query);
                page.lines().forEach(line -> csv.writeRecord(record(AuditRow.of(line), words)));
                if (!page.hasMore()) {
                    return;
                }
                query = query.after(page.lines().getLast().id());
            }
        }
    }

    private List<String> record(AuditRow row, AuditWords words) {
        var line = row.line();
        return List.of(
                        line.at().toString(),
                        line.by() == null
                                ? text("admin.audit.command-line")
                                : Objects.requireNonNullElse(line.staffName(), ""),
                        Objects.toString(line.by(), ""),
                        line.action(),
                        words.action(line.action()),
                        line.subjectKind(),
                        line.subjectId(),
                        Objects.toString(line.member(), ""),
                        words.summary(row),
                        Objects.requireNonNullElse(row.reason(), ""),
                        Objects.requireNonNullElse(line.requestId(), ""))
                .stream()
                .map(Cells::plain)
                .toList();
    }

    private String text(String key) {
        return texts.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
